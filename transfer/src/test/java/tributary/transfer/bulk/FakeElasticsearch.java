package tributary.transfer.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import org.apache.http.HttpHost;
import tributary.common.json.Json;

/**
 * Answers bulk requests as Elasticsearch does, from a map; tests put their faults before it.
 *
 * <p>Thread: its own; {@link #documents} is guarded by this.
 */
final class FakeElasticsearch implements AutoCloseable {

  /** An answer instead of the usual one. */
  record Fault(int status, String body) {}

  /** An item's answer instead of the usual one. */
  record ItemFault(int status, String type) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> documents = new LinkedHashMap<>();
  private volatile Fault always;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private volatile BiFunction<String, String, ItemFault> itemFaults = (id, source) -> null;
  private volatile int mostBytes = Integer.MAX_VALUE;
  private final AtomicInteger requests = new AtomicInteger();

  FakeElasticsearch() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  HttpHost host() {
    return new HttpHost("127.0.0.1", server.getAddress().getPort());
  }

  void fault(int status, String body) {
    faults.add(new Fault(status, body));
  }

  /** From now on every request is answered so; null ends that. */
  void always(Fault fault) {
    always = fault;
  }

  /** Called with id and source; null is no fault. */
  void itemFaults(BiFunction<String, String, ItemFault> given) {
    itemFaults = given;
  }

  void mostBytes(int bytes) {
    mostBytes = bytes;
  }

  int requests() {
    return requests.get();
  }

  synchronized Map<String, String> documents() {
    return Map.copyOf(documents);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = body(exchange);
    requests.incrementAndGet();
    Fault fault = always == null ? faults.poll() : always;
    if (fault == null && body.length > mostBytes) {
      fault = new Fault(413, "");
    }
    String answer = fault == null ? index(new String(body, UTF_8)) : fault.body();
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(
        fault == null ? 200 : fault.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream raw = exchange.getRequestBody();
    return gzip ? new GZIPInputStream(raw).readAllBytes() : raw.readAllBytes();
  }

  private synchronized String index(String body) throws IOException {
    List<String> lines = body.lines().toList();
    ObjectNode reply = Json.mapper().createObjectNode();
    ArrayNode items = reply.putArray("items");
    for (int i = 0; i < lines.size(); i += 2) {
      String id = Json.mapper().readTree(lines.get(i)).path("create").path("_id").asText();
      ItemFault fault = itemFaults.apply(id, lines.get(i + 1));
      ObjectNode item = items.addObject().putObject("create");
      if (fault != null) {
        item.put("status", fault.status());
        item.putObject("error").put("type", fault.type()).put("reason", "as injected");
      } else {
        item.put("status", documents.putIfAbsent(id, lines.get(i + 1)) == null ? 201 : 409);
      }
    }
    return reply.put("errors", true).toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
