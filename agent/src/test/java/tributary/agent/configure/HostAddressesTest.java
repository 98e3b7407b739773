package tributary.agent.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which addresses a host is known by. */
class HostAddressesTest {
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private List<HostInterface> interfaces = List.of();
  private final HostAddresses addresses = new HostAddresses(List.of(), () -> interfaces, () -> now);

  @Test
  @DisplayName(
      "C21: docker, bridges, loopback, link-local and interfaces that are down don't count")
  void takesTheHostsOwn() throws IOException {
    interfaces =
        List.of(
            up("eth0", "10.0.0.5", "fe80::1", "2001:db8::5"),
            up("docker0", "172.17.0.1"),
            up("br-12ab", "172.18.0.1"),
            up("veth1", "10.9.9.9"),
            up("cni0", "10.244.0.1"),
            up("virbr0", "192.168.122.1"),
            up("br0", "10.0.0.6"),
            new HostInterface("lo", true, true, list("127.0.0.1")),
            new HostInterface("eth1", false, false, list("10.0.0.7")));

    assertThat(addresses.look()).containsExactly("10.0.0.5", "10.0.0.6", "2001:db8::5");
  }

  @Test
  @DisplayName("C21: an address that goes counts for ten minutes more, one that comes at once")
  void followsAddresses() throws IOException {
    interfaces = List.of(up("eth0", "10.0.0.5"));
    addresses.look();
    interfaces = List.of(up("eth0", "10.0.0.8"));
    now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
    assertThat(addresses.look()).containsExactly("10.0.0.5", "10.0.0.8");
    now = now.plusMillis(1);
    assertThat(addresses.look()).containsExactly("10.0.0.8");
  }

  @Test
  void writesAddressesAsTheSystemDoes() throws IOException {
    interfaces = List.of(up("eth0", "2001:db8::", "2001:0:0:1::1", "1:0:1:1:1:1:1:1", "10.0.0.10"));
    assertThat(addresses.look())
        .containsExactly("10.0.0.10", "1:0:1:1:1:1:1:1", "2001:0:0:1::1", "2001:db8::");
  }

  @Test
  void isLocalhostIfNothingIsLeft() throws IOException {
    assertThat(addresses.look()).containsExactly("127.0.0.1");
  }

  @Test
  void keepsToWhatIsConfigured() throws IOException {
    interfaces = List.of(up("eth0", "10.0.0.5"));
    HostAddresses configured =
        new HostAddresses(List.of("192.0.2.1", "192.0.2.0"), () -> interfaces, () -> now);
    assertThat(configured.look()).containsExactly("192.0.2.1", "192.0.2.0");
  }

  @Test
  void saysThatInterfacesCannotBeListed() {
    HostAddresses broken =
        new HostAddresses(
            List.of(),
            () -> {
              throw new IOException("no interfaces");
            },
            () -> now);
    assertThatThrownBy(broken::look).isInstanceOf(IOException.class);
  }

  @Test
  void readsThisMachinesInterfaces() throws IOException {
    assertThat(InterfaceSource.ofThisMachine()).anyMatch(HostInterface::loopback);
  }

  private static HostInterface up(String name, String... addresses) throws IOException {
    return new HostInterface(name, true, false, list(addresses));
  }

  private static List<InetAddress> list(String... addresses) throws UnknownHostException {
    List<InetAddress> list = new ArrayList<>();
    for (String each : addresses) {
      list.add(InetAddress.getByName(each));
    }
    return list;
  }
}
