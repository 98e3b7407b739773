package tributary.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Free ports. */
class PortsTest {
  @Test
  @DisplayName("a free port is one that can be listened on, below the ephemeral range")
  void findsAFreePort() throws IOException {
    int port = new Ports(new Random()).free();

    assertThat(port).isBetween(20_000, 31_999);
    try (ServerSocket socket = listen(port)) {
      assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
    }
    assertThat(Ports.isFree(port)).isTrue();
  }

  @Test
  @DisplayName("a port in use is passed over")
  void passesOverPortsInUse() throws IOException {
    long seed = 7;
    int first = new Ports(new Random(seed)).free();

    try (ServerSocket socket = listen(first)) {
      assertThat(new Ports(new Random(seed)).free()).isNotEqualTo(socket.getLocalPort());
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }
}
