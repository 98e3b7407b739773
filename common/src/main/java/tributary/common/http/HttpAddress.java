package tributary.common.http;

import tributary.common.settings.Section;

/**
 * Where a program's HTTP server listens.
 *
 * @param host the address to bind to, loopback unless set otherwise
 * @param port 0 lets the system choose
 */
public record HttpAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /** Reads {@code host} and {@code port}. */
  public static HttpAddress read(Section http) {
    return new HttpAddress(http.text("host"), http.number("port", 0, MAX_PORT));
  }

  /** Host and port as they stand in a URL, where IPv6 has brackets (RFC 3986, section 3.2.2). */
  public String authority() {
    return (host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
  }
}
