package tributary.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --since} takes. */
class SinceTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "30s, 2026-11-21T07:59:30Z",
    "5m, 2026-11-21T07:55:00Z",
    "5min, 2026-11-21T07:55:00Z",
    "2 h, 2026-11-21T06:00:00Z",
    "7d, 2026-11-14T08:00:00Z",
    "2026-11-21, 2026-11-20T16:00:00Z",
    "2026-11-21T08:00, 2026-11-21T00:00:00Z",
    "2026-11-21 08:00:01, 2026-11-21T00:00:01Z",
    "2026-11-21T08:00:00Z, 2026-11-21T08:00:00Z",
    "2026-11-21T08:00:00+01:00, 2026-11-21T07:00:00Z"
  })
  void agesCountFromNowAndTimesWithoutOffsetAreLocal(String text, Instant expected) {
    assertThat(Since.parse(text, NOW, SHANGHAI)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-5m", "5 weeks", "yesterday", "2026-13-01"})
  void everythingElseIsNone(String text) {
    assertThat(Since.parse(text, NOW, SHANGHAI)).isEqualTo(Optional.empty());
  }
}
