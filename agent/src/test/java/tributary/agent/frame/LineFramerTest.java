package tributary.agent.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.FakeSink;
import tributary.agent.FakeSink.Sent;
import tributary.agent.read.Chunk;
import tributary.agent.read.Framed;
import tributary.agent.read.Framing;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Regex;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.FileId;

/** What lines are made of bytes, however they are cut into chunks. */
final class LineFramerTest {
  private static final CollectEntry ENTRY = CollectEntry.of("/a.log", "a");

  private final List<long[]> skips = new ArrayList<>();
  private long malformed;

  /** Frames bytes given in chunks of growing size, as the reader does; returns what was sent. */
  private List<Sent> frame(CollectEntry entry, byte[] bytes, int chunk, boolean last) {
    FakeSink sink = new FakeSink();
    skips.clear();
    Framing framing = new LineFraming(sink, new Counts());
    FileId id = FileId.create(Instant.EPOCH, new Random(1));
    try (var framer = framing.open(id, "/a.log", entry, new Skips())) {
      int at = 0;
      int length = chunk;
      while (at < bytes.length) {
        int to = (int) Math.min(bytes.length, (long) at + length);
        boolean end = last && to == bytes.length;
        Framed framed = framer.frame(new Chunk(bytes, at, to, at, end, Long.MAX_VALUE, 1000));
        if (framed.next() == at && to == bytes.length) {
          break;
        }
        length = framed.next() == at ? length * 2 : chunk;
        at = framed.next();
      }
    }
    return sink.sent();
  }

  private List<String> texts(CollectEntry entry, byte[] bytes) {
    List<String> whole = frame(entry, bytes, 1 << 20, false).stream().map(Sent::text).toList();
    for (int chunk = 1; chunk < Math.min(60, bytes.length); chunk++) {
      List<Sent> again = frame(entry, bytes, chunk, false);
      assertThat(again.stream().map(Sent::text)).as("chunks of %d", chunk).isEqualTo(whole);
    }
    return whole;
  }

  @Test
  @DisplayName("F7: CRLF, empty lines, and a BOM")
  void lineEnds() {
    byte[] bytes = "\ufeffa\r\n\nb\r\r\n\r\nhalf".getBytes(UTF_8);
    assertThat(texts(ENTRY, bytes)).containsExactly("a", "", "b\r", "");
    List<Sent> sent = frame(ENTRY, bytes, 100, false);
    assertThat(sent.get(0).span().text()).isEqualTo("0:6");
    assertThat(sent.get(1).span().text()).isEqualTo("6:7");
  }

  @Test
  @DisplayName("F8: the end of a file that nobody writes any more is a line")
  void last() {
    assertThat(frame(ENTRY, "a\nhalf".getBytes(UTF_8), 100, true).stream().map(Sent::text))
        .containsExactly("a", "half");
  }

  @Test
  @DisplayName("F7: malformed bytes become U+FFFD, and are counted")
  void malformed() {
    byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xe4, (byte) 0xb8, '\n', 'c', '\n'};
    assertThat(texts(ENTRY, bytes)).containsExactly("a\ufffdb\ufffd", "c");
    malformed = 0;
    frame(ENTRY, bytes, 100, false);
    assertThat(malformed).isEqualTo(2);
  }

  @Test
  @DisplayName("F7: GBK, and the byte 0x0A always a line end")
  void otherEncoding() {
    CollectEntry gbk = ENTRY.with().encoding(TextEncoding.of("GBK")).build();
    byte[] bytes = "中文日志\n第二行\n".getBytes(Charset.forName("GBK"));
    assertThat(texts(gbk, bytes)).containsExactly("中文日志", "第二行");
  }

  @Test
  @DisplayName(
      "F17: a long event goes in parts, cut between characters; put together it is the event")
  void parts() {
    for (String charset : List.of("UTF-8", "GBK", "ISO-8859-1")) {
      String line = charset.startsWith("ISO") ? "é~à".repeat(40) : "中文a日志".repeat(40);
      CollectEntry entry = ENTRY.with().encoding(TextEncoding.of(charset)).maxLine(32).build();
      byte[] bytes = (line + "\r\nnext\n").getBytes(Charset.forName(charset));
      List<String> texts = texts(entry, bytes);
      assertThat(String.join("", texts.subList(0, texts.size() - 1))).isEqualTo(line);
      assertThat(texts).allMatch(t -> t.getBytes(UTF_8).length <= 32).endsWith("next");
      List<Sent> sent = frame(entry, bytes, 1000, false);
      long at = 0;
      for (int i = 0; i < sent.size(); i++) {
        assertThat(sent.get(i).span().start()).isEqualTo(at);
        at = sent.get(i).span().end();
        boolean more = i < sent.size() - 2;
        EventPart part = i == sent.size() - 1 ? null : new EventPart(i, more);
        assertThat(sent.get(i).part()).isEqualTo(part);
      }
      assertThat(at).isEqualTo(bytes.length);
    }
  }

  @Test
  void exactlyAsLongAsAllowed() {
    CollectEntry entry = ENTRY.with().maxLine(16).build();
    byte[] bytes = "0123456789abcdef\r\n0123456789abcdefg\n".getBytes(UTF_8);
    assertThat(texts(entry, bytes)).containsExactly("0123456789abcdef", "0123456789abcdef", "g");
  }

  @Test
  @DisplayName("F7: a line without end goes in parts as it comes, in bounded memory")
  void endless() {
    CollectEntry entry = ENTRY.with().maxLine(1024).build();
    byte[] bytes = new byte[1 << 20];
    Arrays.fill(bytes, (byte) 'x');
    List<Sent> sent = frame(entry, bytes, 4096, false);
    assertThat(sent).hasSizeGreaterThan(1000).allMatch(s -> s.part().more());
  }

  @Test
  @DisplayName("F18: include and drop skip whole events, and count their bytes")
  void filters() {
    CollectEntry entry =
        ENTRY
            .with()
            .include(List.of(Regex.compile("keep")))
            .drop(List.of(Regex.compile("secret")))
            .build();
    byte[] bytes = "no\nkeep 1\nkeep secret\nno\nkeep 2\nno\n".getBytes(UTF_8);
    assertThat(texts(entry, bytes)).containsExactly("keep 1", "keep 2");
    List<Sent> sent = frame(entry, bytes, 1000, false);
    long skipped = skips.stream().mapToLong(s -> s[1] - s[0]).sum();
    long spans = sent.stream().mapToLong(s -> s.span().length()).sum();
    assertThat(skipped + spans).isEqualTo(bytes.length);
  }

  @Test
  @DisplayName("F21: a hole of NULs at a line's beginning is skipped; a few NULs are text")
  void holes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("a\n".getBytes(UTF_8));
    out.writeBytes(new byte[10_000]);
    out.writeBytes("b\0\0c\n\0d\n".getBytes(UTF_8));
    byte[] bytes = out.toByteArray();
    assertThat(texts(ENTRY, bytes)).containsExactly("a", "b\0\0c", "\0d");
    assertThat(skips.stream().mapToLong(s -> s[1] - s[0]).sum()).isEqualTo(10_000);
  }

  private final class Counts implements FrameCounts {
    @Override
    public void framed(String topic, long lines, long bytes) {}

    @Override
    public void malformed(long count) {
      malformed += count;
    }
  }

  private final class Skips implements Framing.Fate {
    @Override
    public void acknowledged(long start, long end, boolean more) {}

    @Override
    public void skipped(long start, long end) {
      skips.add(new long[] {start, end});
    }

    @Override
    public void refused(long start, long end, String reason) {}
  }
}
