package tributary.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;

/** How a found line is shown. */
class LineTextTest {

  @Test
  void timeHostPathAndMessageStandOnOneLine() throws Exception {
    assertThat(plain().text(line("GET / 200")))
        .isEqualTo("2026-11-21 08:00:00.123 web-1 /var/log/a.log GET / 200");
  }

  @Test
  void theWordsAreBoldOnATerminalWhateverStandsBetweenThemAndWhateverTheirCase() throws Exception {
    LineText text = new LineText(ZoneOffset.UTC, true, words("connection refused"));
    assertThat(text.text(line("Connection-REFUSED by $1")))
        .endsWith("\u001b[1;31mConnection-REFUSED\u001b[0m by $1");
  }

  @Test
  void signsThatAreNoWordsHighlightNothing() throws Exception {
    assertThat(new LineText(ZoneOffset.UTC, true, words("[]")).text(line("a [] b")))
        .endsWith(" a [] b");
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() throws Exception {
    assertThat(plain().text(line("a\\u001b[31mred\\u0007\\u009b\\tb")))
        .endsWith(" a^[[31mred^G\\x9b\tb");
  }

  @Test
  void theLinesOfOneEventAreIndented() throws Exception {
    assertThat(plain().text(line("Oops\\n at A"))).endsWith(" Oops\n     at A");
  }

  @Test
  void aRecordOfAForeignProducerHasNoHostAndNoPath() throws Exception {
    Line line =
        Line.parse(
            Json.mapper()
                .readTree(
                    "{\"_index\":\"t\",\"_id\":\"1\",\"sort\":[1,\"t\",0,null],\"_source\":{"
                        + "\"@timestamp\":\"2026-11-21T08:00:00Z\",\"message\":\"x\"}}"));
    assertThat(plain().text(line)).isEqualTo("2026-11-21 08:00:00.000 - - x");
    assertThat(line.place()).containsExactly(1, "t", 0, null);
  }

  @Test
  void aDocumentOfAnyShapeIsShown() throws Exception {
    Line line = Line.parse(Json.mapper().readTree("{\"_index\":\"t\",\"_id\":\"1\"}"));
    assertThat(plain().text(line)).isEqualTo("- - - ");
  }

  @Test
  void jsonIsTheDocumentWithItsPlaceInTheIndexOnOneLine() throws Exception {
    assertThat(LineText.json(line("a\\nb")))
        .startsWith("{\"_index\":\"web\",\"_id\":\"id1\",\"@timestamp\":")
        .contains("\"message\":\"a\\nb\"")
        .doesNotContain("\n");
  }

  private static LineText plain() {
    return new LineText(ZoneOffset.UTC, false, words("x"));
  }

  private static LineFilter words(String text) {
    return new LineFilter(
        text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Line line(String message) throws Exception {
    return Line.parse(
        Json.mapper()
            .readTree(
                "{\"_index\":\"web\",\"_id\":\"id1\",\"sort\":[1],\"_source\":{"
                    + "\"@timestamp\":\"2026-11-21T08:00:00.123Z\",\"message\":\""
                    + message
                    + "\",\"host\":{\"name\":\"web-1\"},"
                    + "\"log\":{\"file\":{\"path\":\"/var/log/a.log\"}}}}"));
  }
}
