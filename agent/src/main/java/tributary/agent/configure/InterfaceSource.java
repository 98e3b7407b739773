package tributary.agent.configure;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Where the host's network interfaces are seen; tests bring their own. */
@FunctionalInterface
interface InterfaceSource {
  /**
   * All interfaces of the host, now.
   *
   * @throws IOException if the system cannot list them
   */
  List<HostInterface> interfaces() throws IOException;

  /** The interfaces of the machine that this runs on. */
  static List<HostInterface> ofThisMachine() throws IOException {
    Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces();
    List<HostInterface> seen = new ArrayList<>();
    while (all != null && all.hasMoreElements()) {
      NetworkInterface each = all.nextElement();
      seen.add(
          new HostInterface(
              each.getName(),
              each.isUp(),
              each.isLoopback(),
              Collections.list(each.getInetAddresses())));
    }
    return seen;
  }
}
