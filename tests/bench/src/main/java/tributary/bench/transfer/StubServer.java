package tributary.bench.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers bulk requests with success at once, and everything else with an empty object: what is
 * left is the mover's own cost.
 *
 * <p>Thread: one for each connection.
 */
final class StubServer implements AutoCloseable {
  private static final String ITEM = ",{\"create\":{\"status\":201}}";
  private static final String HEAD =
      """
      HTTP/1.1 200 OK
      x-elastic-product: Elasticsearch
      content-type: application/json
      content-length: %d

      """;
  private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);
  private static final int CHUNK = 256 * 1024;

  private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong documents = new AtomicLong();

  StubServer() throws IOException {
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Documents taken so far. */
  long documents() {
    return documents.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), CHUNK);
        OutputStream out = socket.getOutputStream()) {
      byte[] chunk = new byte[CHUNK];
      for (HttpHead head = HttpHead.read(in); !head.start().isEmpty(); head = HttpHead.read(in)) {
        if (head.asksFirst()) {
          out.write(GO_ON);
        }
        int lines = countLines(in, head.length(), chunk);
        boolean bulk = head.start().contains("/_bulk");
        String body = bulk ? reply(lines / 2) : "{}";
        out.write(answer(body));
        documents.addAndGet(bulk ? lines / 2 : 0);
      }
    } catch (IOException e) {
      // The mover was killed: its turn is over.
      documents.addAndGet(0);
    }
  }

  private static int countLines(InputStream in, int length, byte[] chunk) throws IOException {
    int lines = 0;
    for (int left = length; left > 0; ) {
      int read = in.read(chunk, 0, Math.min(left, chunk.length));
      if (read < 0) {
        throw new EOFException();
      }
      for (int i = 0; i < read; i++) {
        lines += chunk[i] == '\n' ? 1 : 0;
      }
      left -= read;
    }
    return lines;
  }

  private static String reply(int items) {
    return "{\"errors\":false,\"items\":[" + ITEM.repeat(items).substring(items > 0 ? 1 : 0) + "]}";
  }

  private static byte[] answer(String body) {
    return (HEAD.formatted(body.length()).replace("\n", "\r\n") + body).getBytes(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
