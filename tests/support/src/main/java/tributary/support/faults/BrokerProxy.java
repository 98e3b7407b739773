package tributary.support.faults;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a Kafka broker, which has to name it as its advertised listener. It
 * hands requests and answers on after a delay, as a long line would, and cuts a connection when
 * told to: after the broker has stored a batch, and before the client hears of it.
 *
 * <p>Thread: any; two for each direction of each connection.
 */
public final class BrokerProxy implements AutoCloseable {
  private final Duration delay;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean armed = new AtomicBoolean();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile Optional<String> broker = Optional.empty();

  /**
   * Listens; clients are let in when the broker is known.
   *
   * @param delay of each request and of each answer
   */
  public BrokerProxy(Duration delay) throws IOException {
    this.delay = delay;
    this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Where it listens, host:port. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The broker listens there, host:port. */
  public void upstream(String address) {
    broker = Optional.of(address);
  }

  /** The next batch is stored, its answer never comes, and its connection is cut. */
  public void cutNextAnswer() {
    armed.set(true);
  }

  /** Connections that were cut by now. */
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (broker.isPresent()) {
          join(client, broker.get());
        } else {
          client.close();
        }
      } catch (IOException e) {
        // The proxy is closed, or the broker is away: the client tries again.
      }
    }
  }

  private void join(Socket client, String address) throws IOException {
    int colon = address.lastIndexOf(':');
    Socket upstream;
    try {
      upstream =
          new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    } catch (IOException e) {
      client.close();
      throw e;
    }
    Connection connection = new Connection(client, upstream);
    threads.execute(connection::requests);
    threads.execute(connection::answers);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** One client's. Ends when either side does. */
  private final class Connection {
    /** No request's: the client counts from 0. */
    private static final int NONE = -1;

    private static final short PRODUCE = 0;

    private final Socket client;
    private final Socket upstream;
    private volatile int condemned = NONE;

    private Connection(Socket client, Socket upstream) throws IOException {
      this.client = client;
      this.upstream = upstream;
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      open.add(client);
      open.add(upstream);
    }

    /** A request is its length, its kind (2 bytes), version (2) and number (4), and more. */
    private void requests() {
      pump(
          client,
          upstream,
          request -> {
            if (request.getShort(0) == PRODUCE && armed.compareAndSet(true, false)) {
              condemned = request.getInt(4);
            }
          });
    }

    /** An answer is its length, its request's number (4 bytes), and more. */
    private void answers() {
      pump(
          upstream,
          client,
          answer -> {
            if (answer.getInt(0) == condemned) {
              cuts.incrementAndGet();
              throw new EOFException("cut");
            }
          });
    }

    private void pump(Socket from, Socket to, Look look) {
      try (DelayedWriter out =
          new DelayedWriter(new DataOutputStream(to.getOutputStream()), delay, threads)) {
        DataInputStream in = new DataInputStream(from.getInputStream());
        while (true) {
          byte[] message = new byte[in.readInt()];
          in.readFully(message);
          look.at(ByteBuffer.wrap(message));
          out.write(message);
        }
      } catch (IOException e) {
        // One side has gone, or was cut: both go.
        end(from);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      end(to);
    }

    private void end(Socket socket) {
      open.remove(socket);
      try {
        socket.close();
      } catch (IOException e) {
        // It was of no use any more.
        open.remove(socket);
      }
    }
  }

  /** Sees each message before it is handed on. */
  @FunctionalInterface
  private interface Look {
    void at(ByteBuffer message) throws IOException;
  }
}
