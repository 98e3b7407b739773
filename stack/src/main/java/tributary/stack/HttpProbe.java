package tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a server how it is. */
public final class HttpProbe {
  private static final int CONNECT_MILLIS = 500;
  private static final int READ_MILLIS = 3_000;

  private HttpProbe() {}

  /**
   * The body of a 200 answer.
   *
   * @throws IOException for every other answer, and for none
   */
  public static String get(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
