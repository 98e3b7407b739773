package tributary.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kibana's import of saved objects, and Elasticsearch as far as {@code conf/kibana/setup.sh} asks
 * it: an index, its documents' ids, a user's password. Whoever lacks the password gets a 401, and
 * who lacks Kibana's header a 400.
 *
 * <p>Thread: the server's own; all state is guarded by this.
 */
final class FakeKibana implements AutoCloseable {
  static final String SUCCESS = "{\"successCount\":1,\"success\":true}";

  /** elastic, and the password that the test gives. */
  private static final String LOGIN = "Basic ZWxhc3RpYzplImxcYXN0aWM=";

  private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");
  private static final String IMPORT = "/api/saved_objects/_import";

  private final HttpServer server;
  private final Set<String> there = new HashSet<>();
  private final List<String> imported = new ArrayList<>();
  private final List<String> queries = new ArrayList<>();
  private final List<String> passwords = new ArrayList<>();
  private int status = 200;
  private String answer = SUCCESS;

  FakeKibana() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What every import is answered from now on. */
  synchronized void answer(int code, String body) {
    status = code;
    answer = body;
  }

  /** The names of all files that were sent, refused ones too, in order. */
  synchronized List<String> imported() {
    return List.copyOf(imported);
  }

  synchronized List<String> queries() {
    return List.copyOf(queries);
  }

  /** What was sent for the password of Kibana's user. */
  synchronized List<String> passwords() {
    return List.copyOf(passwords);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{}");
    } else if (exchange.getRequestURI().getPath().equals(IMPORT)) {
      serveImport(exchange, body);
    } else {
      send(exchange, serveElasticsearch(exchange, body), "{}");
    }
  }

  private synchronized void serveImport(HttpExchange exchange, String body) throws IOException {
    if (!exchange.getRequestHeaders().containsKey("kbn-xsrf")) {
      send(exchange, 400, "{\"message\":\"Request must contain a kbn-xsrf header.\"}");
      return;
    }
    Matcher file = FILE.matcher(body);
    imported.add(file.find() ? file.group(1) : body);
    queries.add(exchange.getRequestURI().getQuery());
    send(exchange, status, answer);
  }

  private synchronized int serveElasticsearch(HttpExchange exchange, String body) {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/_security/user/kibana_system/_password")) {
      passwords.add(body);
      return 200;
    }
    if (exchange.getRequestMethod().equals("PUT")) {
      return there.add(path) ? 201 : 400;
    }
    return there.contains(path) ? 200 : 404;
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        code, exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
    if (!exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
