package tributary.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and headers between agent and transfer. */
class WireFormTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @Test
  void anIdIsTwentyCharactersAndBeginsWithItsTime() {
    Random random = new Random(1);
    FileId earlier = FileId.create(NOW, random);
    FileId later = FileId.create(NOW.plusSeconds(1), random);

    assertThat(earlier.text()).matches("[0-9a-hjkmnp-tv-z]{20}");
    assertThat(earlier).isLessThan(later);
    assertThat(FileId.create(NOW, random).text().substring(0, 6))
        .isEqualTo(earlier.text().substring(0, 6));
  }

  @Test
  void idsOfOneSecondDiffer() {
    Random random = new Random(2);
    Set<FileId> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(FileId.create(NOW, random));
    }
    assertThat(ids).hasSize(10_000);
  }

  @Test
  void theKeyOfARecordIsItsFileId() {
    FileId id = FileId.create(NOW, new Random(3));

    assertThat(id.key()).hasSize(FileId.LENGTH);
    assertThat(FileId.parse(id.key())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "0123456789abcdefghi0", "0123456789ABCDEFGHJK", "汉汉汉汉汉汉ab"})
  void foreignKeysAreNoFileIds(String key) {
    assertThat(FileId.parse(key.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void noKeyIsNoFileId() {
    assertThat(FileId.parse(null)).isEmpty();
  }

  @Property
  void spansReadWhatTheyWrite(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long start,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long length) {
    Span span = new Span(start, start + length);

    assertThat(Span.parse(span.text())).isEqualTo(span);
    assertThat(span.length()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "1", "1:", ":1", "2:1", "-1:1", "a:b", "1:2:3", "1:99999999999999999999"})
  void anythingElseIsNoSpan(String text) {
    assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void partsAreNumberedAndSayWhetherMoreFollow() {
    assertThat(new EventPart(0, true).text()).isEqualTo("0+");
    assertThat(new EventPart(2, false).text()).isEqualTo("2");
    assertThat(EventPart.parse("1+")).isEqualTo(new EventPart(1, true));
    assertThat(EventPart.parse("2")).isEqualTo(new EventPart(2, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "-1", "1++", "x"})
  void anythingElseIsNoPart(String text) {
    assertThatThrownBy(() -> EventPart.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void base32OfNineDigitsHoldsFortyFiveBits(
      @ForAll @LongRange(min = 0, max = (1L << 45) - 2) long value) {
    byte[] bytes = new byte[9];
    Crockford.encode(value, 9, bytes, 0);

    assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo(Crockford.encode(value, 9));
    assertThat(Crockford.encode(value, 9)).isLessThan(Crockford.encode(value + 1, 9));
  }
}
