package tributary.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Writes log lines from a fixed seed: the same bytes each time, printable ASCII. */
public final class LogFile {
  private static final String[] AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/%d.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        + " Version/%d.4 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/115.0",
    "curl/7.%d.1",
    "kube-probe/1.%d",
    "okhttp/4.%d.0",
  };
  private static final String[] WORDS =
      ("request handler timeout upstream connection pool exhausted retry after backoff database"
              + " query slow plan index scan user session token expired cache miss backend")
          .split(" ", -1);

  private final Random random = new Random(20240607);
  private final Kind kind;

  /** What a line looks like, by its mean length. */
  public enum Kind {
    /** 60 bytes. */
    SMALL,
    /** An access log's 200 bytes. */
    ACCESS,
    /** 2 KB. */
    LARGE
  }

  private LogFile(Kind kind) {
    this.kind = kind;
  }

  /** Writes so many lines of a kind. */
  public static void write(Path file, Kind kind, long lines) throws IOException {
    LogFile maker = new LogFile(kind);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (long i = 0; i < lines; i++) {
        out.write(maker.line(i));
        out.write('\n');
      }
    }
  }

  private String line(long number) {
    return switch (kind) {
      case SMALL -> time(number) + " INFO [w-" + random.nextInt(32) + "] " + words(5);
      case ACCESS -> access(number);
      case LARGE -> large(number);
    };
  }

  private String access(long number) {
    return String.format(
        Locale.ROOT,
        "%d.%d.%d.%d - - [01/Jun/2024:%s +0000] \"GET /%s/%s/%d?id=%d&sid=%08x HTTP/1.1\" %d %d"
            + " \"-\" \"%s\" %.3f",
        1 + random.nextInt(223),
        random.nextInt(256),
        random.nextInt(256),
        random.nextInt(256),
        time(number / 300),
        word(),
        word(),
        random.nextInt(100_000_000),
        random.nextInt(100_000),
        random.nextInt(),
        random.nextInt(5) > 0 ? 200 : 404,
        random.nextInt(1_000_000),
        String.format(Locale.ROOT, AGENTS[random.nextInt(AGENTS.length)], random.nextInt(126)),
        3 * random.nextDouble() * random.nextDouble());
  }

  private String large(long number) {
    StringBuilder line = new StringBuilder(access(number)).append(" {\"ctx\":\"");
    int length = 600 + random.nextInt(2800);
    while (line.length() < length) {
      line.append(word())
          .append('=')
          .append(Long.toHexString(random.nextLong() >>> 24))
          .append(' ');
    }
    return line.append("\"}").toString();
  }

  private String words(int count) {
    StringBuilder words = new StringBuilder(word());
    for (int i = 1; i < count; i++) {
      words.append(' ').append(word());
    }
    return words.toString();
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private static String time(long second) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", second / 3600 % 24, second / 60 % 60, second % 60);
  }
}
