package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers without divisions. */
class JsonBytesTest {

  @ParameterizedTest
  @ValueSource(
      longs = {0, 9, 10, 99, 100, 2_147_483_647, 2_147_483_648L, 4_294_967_296L, 1L << 45, -1})
  void numbersAroundTheBoundsAreWritten(long number) {
    assertThat(written(out -> out.number(number))).isEqualTo(Long.toString(number));
    assertThat(written(out -> out.number(Long.MAX_VALUE - Math.abs(number))))
        .isEqualTo(Long.toString(Long.MAX_VALUE - Math.abs(number)));
  }

  @Property(tries = 500)
  @Label("numbers of any length are written as Java writes them, and padded to any width")
  void anyNumber(@ForAll long seed) {
    Random random = new Random(seed);
    long number = random.nextLong() >>> random.nextInt(64) & Long.MAX_VALUE;
    int width = 1 + random.nextInt(25);

    assertThat(written(out -> out.number(number))).isEqualTo(Long.toString(number));
    String zeros = "0".repeat(30) + number;
    assertThat(written(out -> out.padded(number, width)))
        .isEqualTo(zeros.substring(zeros.length() - width));
  }

  private static String written(Consumer<JsonBytes> write) {
    JsonBytes out = new JsonBytes(1);
    write.accept(out);
    return new String(Arrays.copyOf(out.release(), out.length()), US_ASCII);
  }
}
