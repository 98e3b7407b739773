package tributary.console.dead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tributary.common.kafka.Source;

/** Letters are counted once, and are open until their mark was seen. */
class SurveyTest {

  private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";

  private final Survey survey = new Survey(new LetterFilter());

  @Test
  void aLetterThatIsStoredTwiceCountsOnceWithItsLastError() {
    survey.add(letter(1, "first", false));
    survey.add(letter(1, "second", false));
    survey.add(letter(2, "second", false));

    assertThat(survey.counts())
        .isEqualTo(Map.of(new Survey.Kind("t", "second"), new Survey.Count(2, 2)));
  }

  @Test
  void aMarkClosesItsLetterInWhateverOrderTheyCome() {
    survey.add(letter(1, "e", true));
    survey.add(letter(1, "e", false));
    survey.add(letter(2, "e", false));
    survey.add(letter(2, "e", true));
    survey.add(letter(3, "e", false));

    assertThat(survey.open()).containsExactly(ID + "-0-0000000000000003");
    assertThat(survey.counts())
        .isEqualTo(Map.of(new Survey.Kind("t", "e"), new Survey.Count(3, 1)));
  }

  @Test
  void aLetterForPeopleShowsNoControlCharacters() {
    Letter letter = letter(1, "e", false);

    assertThat(LetterText.text(letter)).contains("t-0 offset 1").contains("a [31mred line");
    assertThat(LetterText.json(letter))
        .contains("\"source\":{\"topic\":\"t\",\"topic-id\":\"" + ID + "\"")
        .contains("\\u001B[31m");
  }

  private static Letter letter(long offset, String error, boolean mark) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("t.dead", 0, 7, null, "a\n\u001b[31mred line".getBytes(UTF_8));
    record.headers().add("error.type", error.getBytes(UTF_8));
    new Source("t", ID, 0, offset).putInto(record.headers());
    if (mark) {
      record.headers().add("error.replayed", "2026-11-21T08:00:00Z".getBytes(UTF_8));
    }
    return Letter.of(record).orElseThrow();
  }
}
