package tributary.support.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request or an answer of HTTP/1.1 whose body's length is given, as Elasticsearch's client sends.
 */
final class HttpMessage {
  private final String start;
  private final Map<String, String> headers;
  private final byte[] body;

  HttpMessage(String start, Map<String, String> headers, byte[] body) {
    this.start = start;
    this.headers = new TreeMap<>(headers);
    this.body = body;
  }

  static HttpMessage answer(int status, String type, byte[] body) {
    return new HttpMessage(
        "HTTP/1.1 " + status + " x",
        Map.of("content-type", type, "x-elastic-product", "Elasticsearch"),
        body);
  }

  /** The next one; null if the connection has ended before it. */
  static HttpMessage read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException(start);
    }
    return new HttpMessage(start, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** The request's method. */
  String method() {
    return start.split(" ", 3)[0];
  }

  /** The request's path and query. */
  String path() {
    return start.split(" ", 3)[1];
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  byte[] body() {
    return body.clone();
  }

  /** All of it as it goes over the wire. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> sent = new TreeMap<>(headers);
    sent.put("content-length", Integer.toString(body.length));
    StringBuilder head = new StringBuilder(start).append("\r\n");
    sent.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
