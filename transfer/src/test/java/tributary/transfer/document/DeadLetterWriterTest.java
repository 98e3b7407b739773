package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;
import tributary.common.kafka.Source;
import tributary.transfer.record.Cursors;

/** What of a dead letter can be searched. */
class DeadLetterWriterTest {

  private static final String SOURCE_ID = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final Source SOURCE = new Source("nginx", SOURCE_ID, 2, 33);

  @Test
  @DisplayName("T4: a dead letter's document is its line's with the error, its id is the source's")
  void letter() throws IOException {
    JsonNode[] item = item(letter(Records.event().value("no number")));

    JsonNode action = item[0].path("index");
    assertThat(action.path("_id").asText()).isEqualTo(SOURCE_ID + "-2-0000000000000033");
    assertThat(action.path("version").asInt()).isEqualTo(1);
    assertThat(action.path("version_type").asText()).isEqualTo("external");
    JsonNode document = item[1];
    assertThat(document.path("message").asText()).isEqualTo("no number");
    assertThat(document.path("topic").asText()).isEqualTo("nginx");
    assertThat(document.path("host").path("name").asText()).isEqualTo("web-1");
    assertThat(document.path("log").path("end").asLong()).isEqualTo(1193);
    assertThat(document.path("kafka").path("partition").asInt()).isEqualTo(2);
    assertThat(document.path("kafka").path("offset").asInt()).isEqualTo(33);
    assertThat(document.path("error").path("type").asText()).isEqualTo("some_exception");
    assertThat(document.path("error").path("reason").asText()).isEqualTo("a \"reason\"");
    assertThat(document.path("error").path("topic").asText()).isEqualTo("nginx_access");
    assertThat(document.path("error").has("replayed")).isFalse();
  }

  @Test
  void theMarkOfAReplayIsTheNextVersionOfTheSameDocument() throws IOException {
    ConsumerRecord<byte[], byte[]> mark = letter(Records.event());
    mark.headers().add("error.replayed", "2026-11-21T08:00:00Z".getBytes(UTF_8));
    JsonNode[] item = item(mark);

    assertThat(item[0].path("index").path("_id").asText())
        .isEqualTo(SOURCE_ID + "-2-0000000000000033");
    assertThat(item[0].path("index").path("version").asInt()).isEqualTo(2);
    assertThat(item[1].path("error").path("replayed").asText()).isEqualTo("2026-11-21T08:00:00Z");
  }

  @Test
  void aLongMessageIsCutBetweenCharacters() throws IOException {
    JsonNode[] item = item(letter(Records.event().value("字".repeat(20_000))));

    assertThat(item[1].path("message").asText()).isEqualTo("字".repeat(32 * 1024 / 3));
  }

  @Test
  @DisplayName("T18: a dead letter without its value has no message, and says what was left out")
  void withoutValue() throws IOException {
    ConsumerRecord<byte[], byte[]> letter = letter(Records.foreign().value((byte[]) null));
    letter.headers().add("error.dropped", "value".getBytes(UTF_8));
    JsonNode[] item = item(letter);

    assertThat(item[1].has("message")).isFalse();
    assertThat(item[1].path("error").path("dropped").asText()).isEqualTo("value");
  }

  @Test
  void whatIsNoDeadLetterIsFoundByItsOwnPlace() throws IOException {
    JsonNode[] item = item(Records.foreign().value("x").build());

    assertThat(item[0].path("index").path("_id").asText())
        .isEqualTo("BBBBBBBBBBBBBBBBBBBBBB-3-0000000000099817");
    assertThat(item[1].path("topic").asText()).isEqualTo("nginx_access");
  }

  private static ConsumerRecord<byte[], byte[]> letter(Records records) {
    ConsumerRecord<byte[], byte[]> letter =
        records
            .header("error.type", "some_exception")
            .header("error.reason", "a \"reason\"")
            .build();
    SOURCE.putInto(letter.headers());
    return letter;
  }

  private static JsonNode[] item(ConsumerRecord<byte[], byte[]> letter) throws IOException {
    JsonBytes out = new JsonBytes(16);
    new DeadLetterWriter("BBBBBBBBBBBBBBBBBBBBBB").write(Cursors.at(letter), out);
    String[] lines = new String(out.release(), 0, out.length(), UTF_8).split("\n", -1);
    assertThat(lines).hasSize(3);
    return new JsonNode[] {Json.mapper().readTree(lines[0]), Json.mapper().readTree(lines[1])};
  }
}
