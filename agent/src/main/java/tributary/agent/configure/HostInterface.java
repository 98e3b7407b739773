package tributary.agent.configure;

import java.net.InetAddress;
import java.util.List;

/**
 * One network interface as the system shows it.
 *
 * @param name the system's name, {@code eth0}
 * @param up whether it is up
 * @param loopback whether it is the loopback interface
 * @param addresses all of its addresses
 */
record HostInterface(String name, boolean up, boolean loopback, List<InetAddress> addresses) {
  HostInterface {
    addresses = List.copyOf(addresses);
  }
}
