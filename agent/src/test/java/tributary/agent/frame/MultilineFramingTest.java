package tributary.agent.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.agent.FakeSink.Sent;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.EntryBuilder;
import tributary.common.collect.Multiline;
import tributary.common.collect.Multiline.Kind;
import tributary.common.collect.Regex;
import tributary.common.collect.TextEncoding;

/** Lines joined to events, however they are cut into chunks. */
final class MultilineFramingTest {
  private static final Multiline DATED = rule(Kind.START, "^\\d{4}-", 500);

  private static Multiline rule(Kind kind, String regex, int maxLines) {
    return new Multiline(kind, Regex.compile(regex), maxLines, Multiline.DEFAULT_TIMEOUT);
  }

  private static EntryBuilder entry(Multiline rule) {
    return CollectEntry.of("/a", "a").with().multiline(rule);
  }

  private static List<String> texts(CollectEntry entry, String text, boolean ends) {
    return new ChunkedFraming(entry).texts(text.getBytes(UTF_8), ends);
  }

  @Test
  @DisplayName("F11: a Java stack trace is one event; the last waits for its successor")
  void javaTrace() {
    String trace =
        "2026-11-21 failed\njava.lang.Error: x\n\tat a.B.c(B.java:1)\nCaused by: y\n\t... 3 more";
    String log = "2026-11-21 one\n" + trace + "\n2026-11-21 two\n" + trace + "\n";
    assertThat(texts(entry(DATED).build(), log, false))
        .containsExactly("2026-11-21 one", trace, "2026-11-21 two");
    assertThat(texts(entry(DATED).build(), log, true)).endsWith(trace).hasSize(4);
  }

  @Test
  @DisplayName("F11: a Python traceback is one event, empty lines and CRLF within it too")
  void pythonTraceback() {
    Multiline rule = rule(Kind.CONTINUE, "^(\\s|Traceback|\\w+Error:|$)", 500);
    String log =
        "failed\r\nTraceback (most recent call last):\r\n  File \"a.py\"\r\n\r\nValueError: x\r\nnext\r\n";
    assertThat(texts(entry(rule).build(), log + "half", true))
        .containsExactly(
            "failed\nTraceback (most recent call last):\n  File \"a.py\"\n\nValueError: x",
            "next",
            "half");
  }

  @Test
  @DisplayName("F11: what no line has begun is an event of its own")
  void beforeTheFirst() {
    assertThat(texts(entry(DATED).build(), "rest\nof one\n2026-1\n", true))
        .containsExactly("rest\nof one", "2026-1");
  }

  @Test
  @DisplayName("F11: an event has max-lines at most, and ends with the last without waiting")
  void maxLines() {
    CollectEntry entry = entry(rule(Kind.CONTINUE, "^ ", 3)).build();
    assertThat(texts(entry, "a\n b\n c\n d\n e\n f\n", false))
        .containsExactly("a\n b\n c", " d\n e\n f");
  }

  @Test
  @DisplayName("F15: says where a time-out would end the unfinished event: after its whole lines")
  void mayEnd() {
    ChunkedFraming framing = new ChunkedFraming(entry(DATED).build());
    framing.frame("2026-1\n a\n b\n".getBytes(UTF_8), 100, false);
    assertThat(framing.last().mayEnd()).isEqualTo(13);
    framing.frame("2026-1\n a\n hal".getBytes(UTF_8), 100, false);
    assertThat(framing.last().mayEnd()).isEqualTo(10);
    framing.frame("2026-1".getBytes(UTF_8), 100, false);
    assertThat(framing.last().mayEnd()).isEqualTo(-1);
    framing.frame("2026-1\n a\n2026-2\n".getBytes(UTF_8), 100, true);
    assertThat(framing.last().mayEnd()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GBK", "UTF-16LE", "UTF-16BE", "UTF-32LE", "ISO-8859-1"})
  @DisplayName("F17: a long multi-line event goes in parts; put together they are the event")
  void parts(String charset) {
    String word = charset.startsWith("ISO") ? "é~à" : "中文a日志";
    for (String lineEnd : List.of("\n", "\r\n")) {
      String event = "2026-" + (word + lineEnd + lineEnd + " " + word).repeat(20);
      String log = "2026-0" + lineEnd + event + lineEnd + "2026-2" + lineEnd;
      CollectEntry entry = entry(DATED).encoding(TextEncoding.of(charset)).maxLine(32).build();
      ChunkedFraming framing = new ChunkedFraming(entry);
      byte[] bytes = log.getBytes(Charset.forName(charset));
      List<String> texts = framing.texts(bytes, true);
      assertThat(texts).startsWith("2026-0").endsWith("2026-2");
      assertThat(texts).allMatch(t -> t.getBytes(UTF_8).length <= 32);
      assertThat(String.join("", texts.subList(1, texts.size() - 1)))
          .isEqualTo(event.replace("\r", ""));
      adjoin(framing.frame(bytes, 1000, true), bytes.length);
    }
  }

  private static void adjoin(List<Sent> sent, long length) {
    long at = 0;
    for (Sent event : sent) {
      assertThat(event.span().start()).isEqualTo(at);
      at = event.span().end();
    }
    assertThat(at).isEqualTo(length);
  }

  @Test
  @DisplayName("F11: max-lines counts the lines of all parts")
  void maxLinesOverParts() {
    CollectEntry entry = entry(rule(Kind.CONTINUE, "^ ", 10)).maxLine(16).build();
    String event = "a" + "\n bcdefg".repeat(9);
    List<Sent> sent = new ChunkedFraming(entry).frame((event + "\n h\n").getBytes(UTF_8), 9, false);
    assertThat(String.join("", sent.stream().map(Sent::text).toList())).isEqualTo(event);
    assertThat(sent.get(sent.size() - 1).part().more()).isFalse();
    assertThat(texts(entry, event + "\n h\nb\n", false)).endsWith(" h");
  }

  @Test
  @DisplayName("F18: filters are decided on the first max-line bytes of all of the event")
  void filters() {
    CollectEntry entry =
        entry(DATED)
            .maxLine(32)
            .include(List.of(Regex.compile("(?s)^2026.*Error")))
            .drop(List.of(Regex.compile("secret")))
            .build();
    String kept = "2026-1\nError" + "\n x".repeat(30) + " secret";
    String log =
        "2026-0\n" + kept + "\n2026-2\n secret Error\n2026-3 " + "x".repeat(40) + "Error\n";
    ChunkedFraming framing = new ChunkedFraming(entry);
    assertThat(String.join("", framing.texts(log.getBytes(UTF_8), true))).isEqualTo(kept);
    assertThat(framing.skipped()).isEqualTo(log.length() - kept.length() - 1);
  }

  @Test
  @DisplayName("F21: no event reaches across a hole")
  void holes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("2026-1\n a\n".getBytes(UTF_8));
    out.writeBytes(new byte[5000]);
    out.writeBytes(" b\n\0c\n".getBytes(UTF_8));
    ChunkedFraming framing = new ChunkedFraming(entry(DATED).build());
    assertThat(framing.texts(out.toByteArray(), true)).containsExactly("2026-1\n a", " b\n\0c");
    assertThat(framing.skipped()).isEqualTo(5000);
  }
}
