package tributary.agent.send.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Spans as text. */
class SpanDigitsTest {
  @Test
  @DisplayName("Every span is written as its two decimals, whatever came before it")
  void writesDecimals() {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    Random random = new Random(seed);
    SpanDigits digits = new SpanDigits(new byte[] {1, 2});
    long at = 0;
    for (int i = 0; i < 200_000; i++) {
      long end = at + random.nextInt(1 << random.nextInt(20));
      digits.set(at, end);
      assertThat(new String(digits.bytes(), 3, digits.size() - 3, US_ASCII))
          .as("seed " + seed)
          .isEqualTo(at + ":" + end);
      assertThat(digits.ownSize()).isEqualTo(digits.size() - 2);
      assertThat(digits.bytes()).startsWith(1, 2, 2 * (digits.size() - 3));
      at = random.nextInt(1000) > 0 ? end : random.nextLong() >>> (1 + random.nextInt(62));
    }
  }
}
