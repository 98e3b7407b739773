package tributary.stack.box;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Lines as a web server writes them, in the combined log format of Apache's httpd. */
record AccessLine(RandomGenerator random) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> REQUESTS =
      List.of(
          "GET /",
          "GET /products",
          "GET /products/42",
          "GET /search?q=river",
          "GET /static/site.css",
          "POST /basket",
          "POST /login",
          "PUT /basket/7",
          "DELETE /basket/7");
  private static final List<Integer> STATUS = List.of(200, 200, 200, 200, 200, 200, 304, 404, 500);
  private static final List<String> AGENTS =
      List.of("Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (iPhone)", "curl/8.5.0");
  private static final int MOST_BYTES = 50_000;

  String at(Instant time) {
    return "192.0.2.%d - - [%s] \"%s HTTP/1.1\" %d %d \"-\" \"%s\""
        .formatted(
            random.nextInt(1, 255),
            TIME.format(time),
            any(REQUESTS),
            any(STATUS),
            random.nextInt(MOST_BYTES),
            any(AGENTS));
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
