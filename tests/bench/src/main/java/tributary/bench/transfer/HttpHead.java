package tributary.bench.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The first line of a request or answer, and its body's length.
 *
 * @param start empty at the connection's end
 * @param length of the body, bytes; -1 if it comes in chunks, as Elasticsearch's answers to bulk do
 * @param asksFirst the sender holds the body back until it is told to go on (libcurl does so for a
 *     second with each body above 1 MiB)
 */
record HttpHead(String start, int length, boolean asksFirst) {

  static HttpHead read(InputStream in) throws IOException {
    String start = line(in);
    int length = 0;
    boolean asksFirst = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
      length = header.equals("transfer-encoding: chunked") ? -1 : length;
      asksFirst |= header.startsWith("expect:");
    }
    return new HttpHead(start, length, asksFirst);
  }

  void skipBody(InputStream in) throws IOException {
    if (length >= 0) {
      in.skipNBytes(length);
      return;
    }
    int chunk;
    do {
      chunk = Integer.parseInt(line(in), 16);
      in.skipNBytes(chunk);
      line(in);
    } while (chunk > 0);
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
}
