package tributary.console.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectException;
import tributary.common.json.Json;
import tributary.console.servers.Failure;

/** An edit changes one entry, and nothing else in the value. */
class CollectEditTest {

  private static final ObjectMapper JSON = Json.mapper();

  @Test
  void theFirstEntryMakesAList() throws Exception {
    Edit done = add("/a", "x").apply(CollectDocument.empty());
    assertThat(done.outcome()).isEqualTo(Edit.Outcome.ADDED);
    assertThat(done.document().text()).isEqualTo("[\n {\"path\":\"/a\",\"topic\":\"x\"}\n]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | [{\"path\":\"/b\",\"topic\":\"y\"}]",
        "null | [{\"path\":\"/b\",\"topic\":\"y\"}]",
        "{\"logPath\":\"/a\",\"TOPIC\":\"x\"} |"
            + " [{\"logPath\":\"/a\",\"TOPIC\":\"x\"},{\"path\":\"/b\",\"topic\":\"y\"}]",
        "{\"groups\":[\"web\"]} |"
            + " {\"groups\":[\"web\"],\"collect\":[{\"path\":\"/b\",\"topic\":\"y\"}]}",
        "{\"Collect\":null,\"owner\":1.50} |"
            + " {\"owner\":1.50,\"Collect\":[{\"path\":\"/b\",\"topic\":\"y\"}]}",
        "{\"collect\":{\"path\":\"/a\",\"topic\":\"x\"}} |"
            + " {\"collect\":[{\"path\":\"/a\",\"topic\":\"x\"},{\"path\":\"/b\",\"topic\":\"y\"}]}"
      })
  @DisplayName("C14: every shape of a value takes a new entry; other spellings and fields stay")
  void everyShapeTakesANewEntry(String before, String after) throws Exception {
    String text = add("/b", "y").apply(read(before)).document().text();
    assertThat(text.replaceAll("(?<=[\\[{,:}])[ \\n]+|\\n *(?=])", "")).isEqualTo(after);
    assertThat(new CollectCodec().parse(text).entries())
        .contains(new CollectCodec().parse("[{\"path\":\"/b\",\"topic\":\"y\"}]").entries().get(0));
  }

  @Test
  void theSamePathIsReplacedInItsPlaceAndItsUnknownFieldsStay() throws Exception {
    CollectDocument before =
        read(
            "[{\"path\":\"/a\",\"topic\":\"x\",\"start\":\"end\",\"team\":\"ops\"},"
                + "{\"path\":\"/b\",\"topic\":\"y\"}]");
    Edit done = add("/a", "z").apply(before);
    assertThat(done.outcome()).isEqualTo(Edit.Outcome.REPLACED);
    assertThat(done.before().orElseThrow().topic()).isEqualTo("x");
    assertThat(done.document().text())
        .isEqualTo(
            "[\n {\"path\":\"/a\",\"topic\":\"z\",\"team\":\"ops\"},\n"
                + " {\"path\":\"/b\",\"topic\":\"y\"}\n]");
  }

  @Test
  void whatMeansTheSameIsLeftAlone() throws Exception {
    CollectDocument before =
        read("{\"logpath\":\"/a\",\"logtopic\":\"x\",\"start\":\"beginning\"}");
    assertThat(add("/a", "x").apply(before).outcome()).isEqualTo(Edit.Outcome.UNCHANGED);
  }

  @Test
  void removingTheLastEntryLeavesAnEmptyListAndTheGroups() throws Exception {
    CollectDocument before =
        read("{\"groups\":[\"web\"],\"collect\":[{\"path\":\"/a\",\"topic\":\"x\"}]}");
    Edit done = new RemoveEntry("/k", "/a").apply(before);
    assertThat(done.document().text()).isEqualTo("{\"groups\": [\"web\"],\n \"collect\": []}");
    assertThat(new RemoveEntry("/k", "/a").apply(read("{\"path\":\"/a\",\"topic\":\"x\"}")))
        .extracting(edit -> edit.document().text())
        .isEqualTo("[]");
  }

  @Test
  void removingWhatIsNotThereNamesWhatIs() throws Exception {
    CollectDocument before = read("[{\"path\":\"/a\",\"topic\":\"x\"}]");
    assertThatThrownBy(() -> new RemoveEntry("/k", "/b").apply(before))
        .isInstanceOf(Failure.class)
        .hasMessage("/k has no entry for /b; it has: /a");
    assertThatThrownBy(() -> new RemoveEntry("/k", "/b").apply(CollectDocument.empty()))
        .hasMessage("/k has no entry for /b, nor any other: see collect list --all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a.log | x | a path is absolute",
        "/a | tributary.files | tributary.",
        "/a | x y | topic",
        "/a[ | x | '[' lacks its ']'"
      })
  @DisplayName("C22: an entry that an agent would refuse is never written")
  void wrongArgumentsAreAUsageErrorThatNamesTheRule(String path, String topic, String rule) {
    assertThatThrownBy(() -> add(path, topic))
        .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessageContaining(rule)
        .hasMessageNotContaining("line 1");
  }

  @Test
  @DisplayName("C5: a broken value is not read as an empty one")
  void aBrokenValueIsNotRead() {
    assertThatThrownBy(() -> read("{bad")).isInstanceOf(CollectException.class);
    assertThatThrownBy(() -> read(" ")).isInstanceOf(CollectException.class);
    byte[] latin = "[{\"path\":\"/\u00e9\",\"topic\":\"x\"}]".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> CollectDocument.parse(latin, JSON))
        .isInstanceOf(CollectException.class);
  }

  static AddEntry add(String path, String topic) throws Failure {
    return AddEntry.check(JSON.createObjectNode().put("path", path).put("topic", topic), JSON);
  }

  static CollectDocument read(String value) throws CollectException {
    return CollectDocument.parse(value.getBytes(StandardCharsets.UTF_8), JSON);
  }
}
