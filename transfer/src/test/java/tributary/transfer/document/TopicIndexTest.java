package tributary.transfer.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How topics and days become index names. */
class TopicIndexTest {

  private static final IndexPattern DAILY = IndexPattern.parse("{topic}-{yyyy.MM.dd}");

  @ParameterizedTest
  @ValueSource(strings = {"nginx_access", "a", "0.b-c_d"})
  void aLegalNameIsKept(String topic) {
    assertThat(new TopicIndex(IndexPattern.TOPIC, topic).at(0).name()).isEqualTo(topic);
  }

  @Test
  @DisplayName("T8: topics that are no index names get legal, distinct, stable ones")
  void illegalNamesAreMapped() {
    List<String> topics =
        List.of("Web_Log.A", "web_Log.A", "_x", "x", ".x", "-x", "X", "_", "...x", "a".repeat(249));

    List<String> names = topics.stream().map(topic -> base(DAILY, topic)).toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(LegalIndexName::isLegal);
    assertThat(names).allMatch(name -> name.length() <= 255 - "-2026.11.21".length());
    assertThat(names.get(0))
        .isEqualTo("web_log.a~17690rwf9r0hg")
        .isEqualTo(base(DAILY, "Web_Log.A"));
  }

  @Test
  void longNamesThatDifferAtTheirEndStayDistinct() {
    assertThat(base(DAILY, "a".repeat(248) + "b")).isNotEqualTo(base(DAILY, "a".repeat(249)));
  }

  @Test
  @DisplayName("T11: a record goes to the day of its own timestamp, in UTC")
  void theDayIsTheRecords() {
    TopicIndex index = new TopicIndex(DAILY, "t");

    assertThat(index.at(millis("2026-11-21T23:59:59.999Z")).name()).isEqualTo("t-2026.11.21");
    assertThat(index.at(millis("2026-11-22T00:00:00Z")).name()).isEqualTo("t-2026.11.22");
    assertThat(index.at(millis("2026-11-21T23:59:59.999Z")).name()).isEqualTo("t-2026.11.21");
    assertThat(index.at(-1).name()).isEqualTo("t-1970.01.01");
    assertThat(index.at(Long.MAX_VALUE).name()).isEqualTo("t-9999.12.31");
    assertThat(index.at(0).pattern()).isEqualTo("t-*");
  }

  @Test
  void monthsAndYears() {
    long millis = millis("2026-02-03T00:00:00Z");

    Index month = new TopicIndex(IndexPattern.parse("logs-{topic}-{yyyy.MM}"), "_t").at(millis);
    Index year = new TopicIndex(IndexPattern.parse("{topic}.x-{yyyy}"), "t").at(millis);

    assertThat(month.name()).isEqualTo("logs-_t-2026.02");
    assertThat(month.end()).contains(LocalDate.of(2026, 3, 1));
    assertThat(year.name()).isEqualTo("t.x-2026");
    assertThat(year.end()).contains(LocalDate.of(2027, 1, 1));
  }

  @Test
  void aDatedIndexIsOverOnceItsLastDayIs() {
    Index index = new TopicIndex(DAILY, "t").at(millis("2026-11-21T12:00:00Z"));

    assertThat(index.isOver(LocalDate.of(2026, 11, 21))).isFalse();
    assertThat(index.isOver(LocalDate.of(2026, 11, 22))).isTrue();
    assertThat(new TopicIndex(IndexPattern.TOPIC, "t").at(0).isOver(LocalDate.MAX)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{topic}{topic}",
        "{topic}-{dd}",
        "{topic}{yyyy}",
        "-{topic}",
        "A{topic}",
        "{x}"
      })
  void wrongPatternsAreRefused(String pattern) {
    assertThatThrownBy(() -> IndexPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String base(IndexPattern pattern, String topic) {
    return new TopicIndex(pattern, topic).base();
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
