package tributary.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Free TCP ports on 127.0.0.1. They are taken from below Linux's ephemeral range (32768 and up, see
 * ip(7)), so that no outgoing connection takes the port of a server that is down for a while, and
 * at random, so that several test runs on one machine rarely want the same.
 */
public final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

  private final RandomGenerator random;

  public Ports(RandomGenerator random) {
    this.random = random;
  }

  /** A port that nobody listens on now. */
  public int free() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException(
        "no free port between " + LOWEST + " and " + HIGHEST + " was found: stop some servers");
  }

  /** Whether a server could listen on the port now, on 127.0.0.1. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do: connections that linger from an earlier run are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
