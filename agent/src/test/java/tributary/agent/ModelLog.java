package tributary.agent;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import tributary.agent.FakeSink.Sent;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/**
 * A log of random lines, and what must arrive of it: plain lines, lines that go on from the one
 * before, long ones, CRLF, half ones that are ended later, and noise that a filter may drop.
 */
final class ModelLog {
  private final Path path;
  private final Charset charset;
  private final Random random;
  private final LineWriter writer;
  private final List<String> lines = new ArrayList<>();
  private String half = "";
  private boolean afterNoise;
  private int next;

  ModelLog(Path path, Charset charset, Random random) {
    this.path = path;
    this.charset = charset;
    this.random = random;
    this.writer = new LineWriter(path);
  }

  Path path() {
    return path;
  }

  /** Appends so many lines in one write; the first ends a half line. */
  void write(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String line = half.isEmpty() ? line() : " and its end";
      text.append(line).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
      afterNoise = line.contains("noise");
      if (!afterNoise) {
        lines.add(half + line);
      }
      half = "";
    }
    writer.raw(text.toString().getBytes(charset));
  }

  /** A line that goes on never follows noise, which would take it along when it is dropped. */
  private String line() {
    next++;
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> afterNoise ? "line " + next : " more " + next;
      case 3 -> "long " + next + "x".repeat(random.nextInt(300));
      case 4 -> "noise " + next;
      default -> "line " + next;
    };
  }

  /** Appends the beginning of a line. */
  void half() {
    String text = half.isEmpty() ? "half " + next++ : " and more";
    half += text;
    afterNoise = false;
    writer.raw(text.getBytes(charset));
  }

  /** Renames the file, if there is something in it; nobody ends its half line any more. */
  void rotate() {
    if (path.toFile().length() > 0) {
      Rotation.RENAME.rotate(path);
      if (!half.isEmpty()) {
        lines.add(half);
        half = "";
      }
    }
  }

  /** What must arrive, sorted. */
  List<String> expected() {
    return lines.stream().sorted().toList();
  }

  /**
   * The lines of what has arrived, without noise, sorted: parts put together, events taken apart.
   */
  static List<String> arrived(List<Sent> indexed) {
    StringBuilder text = new StringBuilder();
    indexed.stream()
        .sorted(
            Comparator.comparing((Sent s) -> s.origin().id().text())
                .thenComparing(s -> s.span().start()))
        .forEach(s -> text.append(s.text()).append(goesOn(s) ? "" : "\n"));
    return text.toString().lines().filter(line -> !line.contains("noise")).sorted().toList();
  }

  private static boolean goesOn(Sent event) {
    return event.part() != null && event.part().more();
  }
}
