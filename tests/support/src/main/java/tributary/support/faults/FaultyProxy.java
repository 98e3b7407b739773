package tributary.support.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Stands between a client and Elasticsearch, and does to bulk requests what it is told; all others
 * go through.
 *
 * <p>Thread: one for each connection; faults are drawn under a lock.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final long LATE_MILLIS = 30;
  private static final byte[] HTML = "<html><body>It works!</body></html>".getBytes(UTF_8);

  private final String upstream;
  private final Supplier<Fault> faults;
  private final RandomGenerator random;
  private final ServerSocket server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong bulks = new AtomicLong();

  /**
   * @param upstream {@code http://HOST:PORT}
   * @param faults asked for each bulk request, by one thread at a time
   */
  public FaultyProxy(URI upstream, Supplier<Fault> faults, RandomGenerator random)
      throws IOException {
    this.upstream = upstream.toString();
    this.faults = faults;
    this.random = random;
    this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Bulk requests so far, whatever became of them. */
  public long bulks() {
    return bulks.get();
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      HttpMessage request = HttpMessage.read(in);
      while (request != null && answer(socket, request)) {
        request = HttpMessage.read(in);
      }
    } catch (IOException e) {
      // The client has gone, or the server has: both are what this is about.
      open.remove(socket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** False if the connection is of no more use. */
  private boolean answer(Socket socket, HttpMessage request)
      throws IOException, InterruptedException {
    BulkItems items = new BulkItems(request.body());
    boolean bulk = request.path().contains("/_bulk");
    return switch (bulk ? draw() : Fault.NONE) {
      case NONE -> write(socket, forward(request, request.body()));
      case SOME_ITEMS -> write(socket, partly(request, items));
      case UNAVAILABLE -> write(socket, error(503));
      case TOO_MANY_REQUESTS -> write(socket, error(429));
      case TOO_LARGE ->
          write(socket, items.size() > 1 ? error(413) : forward(request, request.body()));
      case SLOW -> late(socket, forward(request, request.body()));
      case CUT_ANSWER -> cut(socket, forward(request, request.body()));
      case RESET_BEFORE -> reset(socket);
      case RESET_AFTER -> {
        forward(request, request.body());
        yield reset(socket);
      }
      case GARBAGE -> {
        forward(request, request.body());
        yield garbage(socket);
      }
      case HTML -> write(socket, HttpMessage.answer(200, "text/html", HTML));
      case BAD_GATEWAY -> write(socket, HttpMessage.answer(502, "text/html", HTML));
    };
  }

  private Fault draw() {
    bulks.incrementAndGet();
    synchronized (faults) {
      return faults.get();
    }
  }

  private HttpMessage partly(HttpMessage request, BulkItems items)
      throws IOException, InterruptedException {
    byte[] left;
    synchronized (random) {
      left = items.without(random);
    }
    byte[] rest = left.length == 0 ? left : forward(request, left).body();
    synchronized (random) {
      return HttpMessage.answer(200, "application/json", items.answer(rest, random));
    }
  }

  private HttpMessage forward(HttpMessage request, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(upstream + request.path()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
    if (!request.header("content-type").isEmpty()) {
      builder.header("Content-Type", request.header("content-type"));
    }
    HttpResponse<byte[]> answer =
        client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
    String type = answer.headers().firstValue("content-type").orElse("application/json");
    return HttpMessage.answer(answer.statusCode(), type, answer.body());
  }

  private static HttpMessage error(int status) {
    String body = "{\"error\":{\"type\":\"injected\",\"reason\":\"injected\"},\"status\":%d}";
    return HttpMessage.answer(status, "application/json", body.formatted(status).getBytes(UTF_8));
  }

  private static boolean write(Socket socket, HttpMessage answer) throws IOException {
    socket.getOutputStream().write(answer.bytes());
    return true;
  }

  private boolean late(Socket socket, HttpMessage answer) throws IOException, InterruptedException {
    return !closed.await(LATE_MILLIS, TimeUnit.MILLISECONDS) && write(socket, answer);
  }

  private boolean cut(Socket socket, HttpMessage answer) throws IOException {
    byte[] bytes = answer.bytes();
    synchronized (random) {
      socket.getOutputStream().write(bytes, 0, random.nextInt(bytes.length));
    }
    return false;
  }

  private boolean garbage(Socket socket) throws IOException {
    byte[] bytes = new byte[200];
    synchronized (random) {
      random.nextBytes(bytes);
    }
    socket.getOutputStream().write(bytes);
    return false;
  }

  /** Closing with linger 0 sends RST (tcp(7), socket(7)). */
  private static boolean reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    return false;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
