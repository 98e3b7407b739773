package tributary.agent.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.FakeSink.Sent;
import tributary.agent.read.Chunk;
import tributary.agent.read.Framing;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Regex;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.FileId;

/** What lines are made of bytes, however they are cut into chunks. */
final class EventFramerTest {
  private static final CollectEntry ENTRY = CollectEntry.of("/a.log", "a");

  private static List<Sent> frame(CollectEntry entry, byte[] bytes, int chunk, boolean last) {
    return new ChunkedFraming(entry).frame(bytes, chunk, last);
  }

  private static List<String> texts(CollectEntry entry, byte[] bytes) {
    return new ChunkedFraming(entry).texts(bytes, false);
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
    ChunkedFraming framing = new ChunkedFraming(ENTRY);
    framing.frame(bytes, 100, false);
    assertThat(framing.malformed()).isEqualTo(2);
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
  @DisplayName("F7: a line of 100 MB goes in parts in bounded memory, and the next line is whole")
  void hugeLine() {
    long length = 100_000_000;
    byte[] tail = "\nnext\n".getBytes(UTF_8);
    byte[] buffer = new byte[2 * 1024 * 1024];
    PartCounter sink = new PartCounter();
    Framing framing = new EventFraming(sink, ChunkedFraming.noCounts());
    FileId id = FileId.create(Instant.EPOCH, new Random(1));
    var fate = ChunkedFraming.noFate();
    try (var framer = framing.open(id, "/a.log", ENTRY, TextEncoding.UTF_8, fate)) {
      long position = 0;
      long size = length + tail.length;
      while (position < size) {
        int count = (int) Math.min(buffer.length, size - position);
        for (int i = 0; i < count; i++) {
          long at = position + i;
          buffer[i] = at < length ? (byte) 'x' : tail[(int) (at - length)];
        }
        Chunk chunk =
            new Chunk(buffer, 0, count, position, false, Long.MAX_VALUE, Integer.MAX_VALUE, 0);
        position += framer.frame(chunk).next();
      }
    }
    assertThat(sink.length).isEqualTo(length);
    assertThat(sink.parts).isEqualTo(length / ENTRY.maxLine() + 1);
    assertThat(sink.last).isEqualTo("next");
  }

  /** Keeps the length of what goes in parts, and the text of what does not. */
  private static final class PartCounter implements EventSink, EventStream {
    private long length;
    private int parts;
    private String last = "";

    @Override
    public EventStream open(StreamOrigin origin, DeliveryListener listener) {
      return this;
    }

    @Override
    public TopicState topic(String topic) {
      return new TopicState.Ready();
    }

    @Override
    public boolean offer(
        byte[] text,
        int offset,
        int count,
        long start,
        long end,
        EventPart part,
        long timestampMillis) {
      if (part == null) {
        last = new String(text, offset, count, UTF_8);
      } else {
        length += count;
        parts++;
      }
      return true;
    }

    @Override
    public void close() {}
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
    ChunkedFraming framing = new ChunkedFraming(entry);
    List<Sent> sent = framing.frame(bytes, 1000, false);
    long spans = sent.stream().mapToLong(s -> s.span().length()).sum();
    assertThat(framing.skipped() + spans).isEqualTo(bytes.length);
  }

  @Test
  @DisplayName("F21: a hole of NULs at a line's beginning is skipped; a few NULs are text")
  void holes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("a\n".getBytes(UTF_8));
    out.writeBytes(new byte[10_000]);
    out.writeBytes("b\0\0c\n\0d\n".getBytes(UTF_8));
    byte[] bytes = out.toByteArray();
    ChunkedFraming framing = new ChunkedFraming(ENTRY);
    assertThat(framing.texts(bytes, false)).containsExactly("a", "b\0\0c", "\0d");
    assertThat(framing.skipped()).isEqualTo(10_000);
  }
}
