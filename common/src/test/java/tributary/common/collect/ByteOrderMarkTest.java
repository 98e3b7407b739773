package tributary.common.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the head of a file says of its encoding. */
final class ByteOrderMarkTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @ParameterizedTest
  @CsvSource({
    "auto,   efbbbf41, UTF-8",
    "auto,   fffe4100, UTF-16LE",
    "auto,   feff0041, UTF-16BE",
    "auto,   fffe0000, UTF-32LE",
    "auto,   0000feff, UTF-32BE",
    "auto,   41424344, UTF-8",
    "auto,   41,       UTF-8",
    "auto,   efbb41,   UTF-8",
    "auto,   84319533, UTF-8",
    "UTF-16, fffe4100, UTF-16LE",
    "UTF-16, fffe0000, UTF-16LE",
    "UTF-16, feff0041, UTF-16BE",
    "UTF-16, 00410042, UTF-16BE",
    "UTF-16, efbbbf41, UTF-16BE",
    "UTF-32, fffe0000, UTF-32LE",
    "UTF-32, 00000041, UTF-32BE",
    "UTF-16LE, feff0041, UTF-16LE",
    "GBK,    fffe4100, GBK"
  })
  @DisplayName("F7: the encoding by the byte order mark, else as it is named")
  void decides(String named, String head, String expected) {
    assertThat(ByteOrderMark.decide(TextEncoding.of(named), bytes(head), false))
        .contains(TextEncoding.of(expected));
  }

  @ParameterizedTest
  @CsvSource({"auto, ''", "auto, ef", "auto, efbb", "auto, fffe", "auto, fffe00", "UTF-16, ff"})
  @DisplayName("F7: what may be the beginning of a mark decides nothing until no more comes")
  void waits(String named, String head) {
    TextEncoding encoding = TextEncoding.of(named);
    assertThat(ByteOrderMark.decide(encoding, bytes(head), false)).isEmpty();
    assertThat(ByteOrderMark.decide(encoding, bytes(head), true)).isPresent();
  }

  @Test
  void measuresTheMark() {
    assertThat(ByteOrderMark.length(TextEncoding.UTF_8, bytes("41efbbbf"), 1, 4)).isEqualTo(3);
    assertThat(ByteOrderMark.length(TextEncoding.UTF_8, bytes("efbb"), 0, 2)).isZero();
    assertThat(ByteOrderMark.length(TextEncoding.of("UTF-16LE"), bytes("feff"), 0, 2)).isZero();
  }

  @Test
  void knowsTheLowByteOfAUnit() {
    assertThat(TextEncoding.of("UTF-16LE").lowByte()).isZero();
    assertThat(TextEncoding.of("UTF-32BE").lowByte()).isEqualTo(3);
    assertThat(TextEncoding.of("GBK").width()).isEqualTo(1);
    assertThat(TextEncoding.of("GBK").lowByte()).isZero();
  }
}
