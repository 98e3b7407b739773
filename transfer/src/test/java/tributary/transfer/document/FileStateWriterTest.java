package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.transfer.record.Cursors;

/** One document a file, the newest time wins. */
class FileStateWriterTest {

  private static final String STATE =
      """
      {"id":"dc1h9zk0123456789abc","host":"web-1","path":"/a","topic":"t","start":0,"size":10,
      "read":10,"sent":10,"acked":8,"skipped":2,"lost":[[3,5]],"closed":false,"time":%s}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"\"2026-11-21T08:00:00.123Z\"", "1795248000123"})
  void theTimeIsTheVersion(String time) {
    assertThat(written(Records.event().value(STATE.formatted(time))).split("\n"))
        .containsExactly(
            "{\"index\":{\"_id\":\"dc1h9zk0123456789abc\",\"version\":1795248000123,"
                + "\"version_type\":\"external\"}}",
            "{\"id\":\"dc1h9zk0123456789abc\",\"host\":\"web-1\",\"path\":\"/a\",\"topic\":\"t\","
                + "\"start\":0,\"size\":10,\"read\":10,\"sent\":10,\"acked\":8,\"skipped\":2,"
                + "\"lost\":[[3,5]],\"closed\":false,\"time\":"
                + time
                + ",\"@timestamp\":\"2026-11-21T08:00:00.123Z\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"id\":\"other\",\"time\":1}",
        "{\"id\":\"dc1h9zk0123456789abc\"}",
        "{\"id\":\"dc1h9zk0123456789abc\",\"time\":-1}",
        "{\"id\":\"dc1h9zk0123456789abc\",\"time\":\"soon\"}"
      })
  void anythingElseIsRefused(String value) {
    assertThatThrownBy(() -> written(Records.event().value(value)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTombstoneAndAForeignKeyAreRefused() {
    assertThatThrownBy(() -> written(Records.event().value((byte[]) null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> written(Records.foreign().value(STATE.formatted("1"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String written(Records record) {
    JsonBytes out = new JsonBytes(16);
    new FileStateWriter().write(Cursors.at(record.build()), out);
    return new String(out.release(), 0, out.length(), UTF_8);
  }
}
