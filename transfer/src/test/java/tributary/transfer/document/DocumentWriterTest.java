package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.common.json.Json;
import tributary.common.kafka.Crockford;
import tributary.transfer.record.Cursors;
import tributary.transfer.record.RecordCursor;

/** What a document and its id look like, whatever the record holds. */
class DocumentWriterTest {

  private static final String TOPIC_ID = "A1b2C3d4E5f6G7h8I9j0Kg";

  private final DocumentWriter writer = new DocumentWriter("nginx_access", TOPIC_ID);

  @Test
  void anEventIsWrittenAsTheDesignSays() throws IOException {
    Item item = write(Records.event().header("fields", "{\"env\": \"prod\"}").value("GET / 200"));

    assertThat(item.source)
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {"@timestamp": "2026-11-21T08:00:00.123Z", "message": "GET / 200",
                     "topic": "nginx_access", "host": {"name": "web-1"},
                     "log": {"file": {"path": "/var/log/nginx/access.log",
                                      "id": "dc1h9zk0123456789abc"},
                             "offset": 1024, "end": 1193, "bytes": 169},
                     "kafka": {"partition": 3, "offset": 99817}, "fields": {"env": "prod"}}
                    """));
  }

  @Test
  void anIdIsTheFileIdThenTheEndThenTheChecksum() throws IOException {
    Item item = write(Records.event().value("GET / 200"));

    assertThat(item.id)
        .isEqualTo(
            Records.FILE_ID + Crockford.encode(1193, 9) + Crockford.encode(crc("GET / 200"), 7))
        .hasSize(36);
  }

  @Test
  @DisplayName("T9: a header with a key of 64 KB changes nothing")
  void aLongHeaderKey() throws IOException {
    Records plain = Records.event().value("x");
    Records long64 = Records.event().value("x").header("k".repeat(65_536), "v");

    assertThat(write(long64)).isEqualTo(write(plain));
  }

  @Test
  @DisplayName("T16: the same file id and the same end, another text: two ids")
  void anotherTextIsAnotherDocument() throws IOException {
    assertThat(write(Records.event().value("a")).id)
        .isNotEqualTo(write(Records.event().value("b")).id);
  }

  @Test
  void aForeignIdIsTopicPartitionOffsetAndChecksum() throws IOException {
    Item item = write(Records.foreign().value("GET / 200"));

    assertThat(item.id)
        .isEqualTo(TOPIC_ID + "-3-0000000000099817-" + Crockford.encode(crc("GET / 200"), 7));
    assertThat(item.source.has("host")).isFalse();
    assertThat(item.source.has("log")).isFalse();
    assertThat(item.source.path("kafka").path("offset").asLong()).isEqualTo(99817);
  }

  @Test
  @DisplayName("T4: a foreign dead letter that is put through again keeps its id")
  void replayedForeignRecord() throws IOException {
    Item first = write(Records.foreign().value("x"));
    Records again =
        Records.foreign()
            .offset(5)
            .value("x")
            .header("source.topic", "nginx_access")
            .header("source.topic-id", TOPIC_ID)
            .header("source.partition", "3")
            .header("source.offset", "99817");

    assertThat(write(again)).isEqualTo(first);
  }

  @Test
  @DisplayName("T9: a null value has no message, an empty one an empty message")
  void tombstonesAndEmptyValues() throws IOException {
    Item none = write(Records.foreign().value((byte[]) null));
    Item empty = write(Records.event().value(""));

    assertThat(none.source.has("message")).isFalse();
    assertThat(none.id).endsWith("-0000000");
    assertThat(empty.source.path("message").asText("absent")).isEmpty();
  }

  @Test
  void partsCarryTheirNumberAndWhetherMoreFollow() throws IOException {
    JsonNode first = write(Records.event().header("part", "0+")).source.path("log");
    JsonNode last = write(Records.event().header("part", "12")).source.path("log");

    assertThat(first.path("part").asInt()).isZero();
    assertThat(first.path("more").asBoolean()).isTrue();
    assertThat(last.path("part").asInt()).isEqualTo(12);
    assertThat(last.path("more").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "1:", ":2", "5:5", "9:1", "-1:4", "1:2:3", "a:b", "1:99999999999999"})
  void anUnreadableSpanMakesARecordForeign(String span) throws IOException {
    Item item = write(Records.foreign().key(Records.FILE_ID).header("span", span));

    assertThat(item.id).startsWith(TOPIC_ID);
  }

  @Test
  void numbersOfASpanWithLeadingZerosAreNumbersStill() throws IOException {
    JsonNode log =
        write(Records.foreign().key(Records.FILE_ID).header("span", "007:0010")).source.path("log");

    assertThat(log.path("offset").asLong()).isEqualTo(7);
    assertThat(log.path("end").asLong()).isEqualTo(10);
    assertThat(log.path("bytes").asLong()).isEqualTo(3);
  }

  @Test
  void theNextOfAFamilyHasItsOwnSpan() throws IOException {
    RecordCursor records =
        Cursors.before(
            List.of(
                spanned(1, "0:5").build(),
                spanned(2, "5:9").build(),
                spanned(3, "9").build(),
                spanned(4, "12:20").build(),
                spanned(5, "20:30").header("host", "web-2").build()));

    assertThat(ends(records)).containsExactly(5, 9, 0, 20, 30);
  }

  private static Records spanned(long offset, String span) {
    return Records.foreign().key(Records.FILE_ID).offset(offset).header("span", span);
  }

  private List<Integer> ends(RecordCursor records) throws IOException {
    List<Integer> ends = new ArrayList<>();
    while (records.next()) {
      ends.add(Item.of(writer, records).source.path("log").path("end").asInt());
    }
    return ends;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "x", "-1", "99999999999"})
  void anUnreadablePartMakesARecordForeign(String part) throws IOException {
    assertThat(write(Records.event().header("part", part)).id).startsWith(TOPIC_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}{}", "{\"a\": 1}", "{\"a\": {\"b\": \"c\"}}", "x"})
  void unreadableFieldsMakeARecordForeign(String fields) throws IOException {
    assertThat(write(Records.event().header("fields", fields)).id).startsWith(TOPIC_ID);
  }

  @Test
  void fieldsMayHoldLineEndsAndQuotes() throws IOException {
    Item item = write(Records.event().header("fields", "{\n\"a\\\"\" :\n\"b\\n\\u0001\" }"));

    assertThat(item.source.path("fields").path("a\"").asText()).isEqualTo("b\n\u0001");
  }

  @Test
  void theLastOfTwoHeadersCounts() throws IOException {
    Item item = write(Records.event().header("host", "web-2"));

    assertThat(item.source.path("host").path("name").asText()).isEqualTo("web-2");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 0, 999, 253_402_300_799_999L, Long.MAX_VALUE})
  void anyTimestampMakesADateThatElasticsearchTakes(long millis) throws IOException {
    String text = write(Records.event().timestamp(millis)).source.path("@timestamp").asText();

    assertThat(Instant.parse(text).toEpochMilli())
        .isEqualTo(Math.max(0, Math.min(millis, 253_402_300_799_999L)));
  }

  @Property
  @Label("T9: any bytes become the text that Java's decoder makes of them")
  void anyBytes(@ForAll byte[] value) throws IOException {
    assertThat(write(Records.event().value(value)).source.path("message").asText())
        .isEqualTo(new String(value, UTF_8));
  }

  @Property
  @Label("T9: any text comes back as it was, control characters and quotes too")
  void anyText(@ForAll String text, @ForAll String path) throws IOException {
    byte[] value = text.getBytes(UTF_8);
    Item item = write(Records.event().value(value).header("path", path));

    assertThat(item.source.path("message").asText()).isEqualTo(new String(value, UTF_8));
    assertThat(item.source.path("log").path("file").path("path").asText())
        .isEqualTo(new String(path.getBytes(UTF_8), UTF_8));
  }

  private static long crc(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(UTF_8));
    return crc.getValue();
  }

  private Item write(Records record) throws IOException {
    return Item.of(writer, Cursors.at(record.build()));
  }

  /** One bulk item, read back. */
  private record Item(String id, JsonNode source) {

    static Item of(DocumentWriter writer, RecordCursor record) throws IOException {
      JsonBytes out = new JsonBytes(16);
      writer.write(record, out);
      byte[] written = Arrays.copyOf(out.release(), out.length());
      String[] lines = new String(written, UTF_8).split("\n", -1);
      assertThat(lines).hasSize(3);
      assertThat(lines[2]).isEmpty();
      JsonNode action = Json.mapper().readTree(lines[0]);
      return new Item(action.path("create").path("_id").asText(), Json.mapper().readTree(lines[1]));
    }
  }
}
