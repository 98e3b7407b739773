package tributary.common.etcd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection to a server that a test can cut, or freeze: open, but nothing comes through. */
final class TcpLink implements AutoCloseable {
  private final URI target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Socket> frozen = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile SocketOwner unwanted = SocketOwner.NOBODY;

  TcpLink(URI target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    background("link-accept", this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Closes all connections, and each new one at once, until {@link #restore}. */
  void cut() {
    cut = true;
    sockets.forEach(TcpLink::closeQuietly);
  }

  void restore() {
    cut = false;
  }

  /** Closes the connections of one process, and each new one of it at once. */
  void refuse(SocketOwner process) {
    unwanted = process;
    sockets.stream().filter(socket -> process.has(socket.getPort())).forEach(TcpLink::closeQuietly);
  }

  /** Lets nothing through the connections of now; new ones work. */
  void freeze() {
    frozen.addAll(sockets);
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(TcpLink::closeQuietly);
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        if (cut || unwanted.has(near.getPort())) {
          near.close();
        } else {
          connect(near);
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far;
    try {
      far = new Socket(target.getHost(), target.getPort());
    } catch (IOException e) {
      near.close();
      return;
    }
    sockets.add(near);
    sockets.add(far);
    background("link-up", () -> copy(near, far));
    background("link-down", () -> copy(far, near));
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!frozen.contains(from)) {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // One of the two ends is gone: so is the other.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void background(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
