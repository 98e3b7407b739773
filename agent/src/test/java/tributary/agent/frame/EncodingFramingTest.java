package tributary.agent.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.agent.FakeSink.Sent;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.TextEncoding;

/** Lines of files in wide units, however they are cut into chunks. */
final class EncodingFramingTest {

  private static CollectEntry entry(String encoding) {
    return CollectEntry.of("/a", "a")
        .with()
        .encoding(TextEncoding.of(encoding))
        .maxLine(32)
        .build();
  }

  private static byte[] bytes(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, UTF-16LE, false",
    "UTF-16BE, UTF-16BE, false",
    "UTF-32LE, UTF-32LE, false",
    "UTF-32BE, UTF-32BE, false",
    "UTF-16LE, UTF-16LE, true",
    "UTF-16, UTF-16LE, true",
    "UTF-16, UTF-16BE, true",
    "UTF-16, UTF-16BE, false",
    "UTF-32, UTF-32LE, true",
    "auto, UTF-8, true",
    "auto, UTF-8, false",
    "auto, UTF-16LE, true",
    "auto, UTF-16BE, true",
    "auto, UTF-32LE, true",
    "auto, UTF-32BE, true"
  })
  @DisplayName("F7: UTF-16 and UTF-32, by name or by the BOM, which is no text")
  void wide(String named, String real, boolean mark) {
    // Its units hold the byte 0x0A in both halves: U+0A0A, U+0A00, U+010A.
    String text = (mark ? "\ufeff" : "") + "a\r\n\nਊ\u0a00Ċ日志😀\r\r\n\r\nhalf";
    byte[] bytes = bytes(text, real);
    ChunkedFraming framing = new ChunkedFraming(entry(named));
    assertThat(framing.texts(bytes, false)).containsExactly("a", "", "ਊ\u0a00Ċ日志😀\r", "");
    List<Sent> sent = framing.frame(bytes, 1000, true);
    assertThat(sent.get(sent.size() - 1).text()).isEqualTo("half");
    assertThat(sent.get(0).span().start()).isZero();
    assertThat(sent.get(sent.size() - 1).span().end()).isEqualTo(bytes.length);
    assertThat(framing.malformed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "GB18030", "Big5"})
  @DisplayName("F17: long lines of all encodings in parts, cut between characters")
  void parts(String charset) {
    String line = "中文a日志".repeat(40) + (charset.equals("Big5") ? "" : "😀".repeat(20));
    byte[] bytes = bytes(line + "\r\nnext\n", charset);
    List<String> texts = new ChunkedFraming(entry(charset)).texts(bytes, false);
    assertThat(String.join("", texts.subList(0, texts.size() - 1))).isEqualTo(line);
    assertThat(texts).allMatch(t -> t.getBytes(UTF_8).length <= 32).endsWith("next");
  }

  @Test
  @DisplayName("F7: half units and unpaired surrogates become U+FFFD, and the next line is whole")
  void malformed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes("a", "UTF-16LE"));
    out.writeBytes(new byte[] {0, (byte) 0xd8});
    out.writeBytes(bytes("b\nc", "UTF-16LE"));
    out.write('x');
    ChunkedFraming framing = new ChunkedFraming(entry("UTF-16LE"));
    assertThat(framing.texts(out.toByteArray(), true)).containsExactly("a\ufffdb", "c\ufffd");
    assertThat(framing.malformed()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32BE"})
  @DisplayName("F21: a hole before wide characters ends where the first of them begins")
  void holes(String charset) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[8192]);
    out.writeBytes(bytes("a\n", charset));
    ChunkedFraming framing = new ChunkedFraming(entry(charset));
    assertThat(framing.texts(out.toByteArray(), false)).containsExactly("a");
    assertThat(framing.skipped()).isEqualTo(8192);
  }

  @Test
  @DisplayName("F7: ASCII within an encoding of bytes is taken in place, and cut like the rest")
  void asciiInBytes() {
    byte[] bytes = new byte[100];
    Arrays.fill(bytes, (byte) 'x');
    bytes[99] = '\n';
    List<String> texts = new ChunkedFraming(entry("GBK")).texts(bytes, false);
    assertThat(texts).containsExactly("x".repeat(32), "x".repeat(32), "x".repeat(32), "xxx");
  }
}
