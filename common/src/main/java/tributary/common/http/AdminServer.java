package tributary.common.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.json.Json;

/**
 * Serves {@code /healthz} (200 while the process lives), {@code /readyz} (200, or 503 with a reason
 * a line), {@code /metrics} (Prometheus) and {@code /status} (JSON). The suppliers are called on
 * the server's own threads and must not block.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int THREADS = 2;

  private final HttpAddress address;
  private final PrometheusRegistry registry;
  private final Supplier<List<String>> notReady;
  private final Supplier<?> status;
  private HttpServer server;
  private ExecutorService threads;

  /**
   * @param notReady what keeps the program from being ready, empty when it is
   * @param status a value that Jackson can write
   */
  public AdminServer(
      HttpAddress address,
      PrometheusRegistry registry,
      Supplier<List<String>> notReady,
      Supplier<?> status) {
    this.address = address;
    this.registry = registry;
    this.notReady = notReady;
    this.status = status;
  }

  /**
   * Binds and serves.
   *
   * @throws IOException if the address can't be bound; the message names it
   */
  public void start() throws IOException {
    try {
      server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 0);
    } catch (BindException e) {
      throw new IOException(
          "can't listen on %s port %d (%s): set another http.port, or end the program that has it"
              .formatted(address.host(), address.port(), e.getMessage()),
          e);
    }
    threads = Executors.newFixedThreadPool(THREADS, daemon());
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, 404, "text/plain", "not found\n"));
    server.createContext("/healthz", exchange -> answer(exchange, 200, "text/plain", "ok\n"));
    server.createContext("/readyz", this::ready);
    server.createContext("/metrics", metrics());
    server.createContext(
        "/status",
        exchange -> answer(exchange, 200, "application/json", Json.write(status.get()) + "\n"));
    server.start();
    LOG.info("serves http://{}", authority());
  }

  /** Host and port as they stand in a URL. */
  public String authority() {
    return new HttpAddress(address.host(), port()).authority();
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  /**
   * The JVM's own figures join those of the program when somebody asks for the first time: they
   * count from the JVM's start anyhow, and their classes are a good part of a program's start.
   */
  private HttpHandler metrics() {
    MetricsHandler handler = new MetricsHandler(registry);
    AtomicBoolean asked = new AtomicBoolean();
    return exchange -> {
      if (asked.compareAndSet(false, true)) {
        JvmMetrics.builder().register(registry);
      }
      handler.handle(exchange);
    };
  }

  private void ready(HttpExchange exchange) throws IOException {
    List<String> reasons = notReady.get();
    if (reasons.isEmpty()) {
      answer(exchange, 200, "text/plain", "ready\n");
    } else {
      answer(exchange, 503, "text/plain", String.join("\n", reasons) + "\n");
    }
  }

  private static void answer(HttpExchange exchange, int code, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(code, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static ThreadFactory daemon() {
    return task -> {
      Thread thread = new Thread(task, "http");
      thread.setDaemon(true);
      return thread;
    };
  }
}
