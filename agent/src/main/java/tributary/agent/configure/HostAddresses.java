package tributary.agent.configure;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The addresses by which this host is known in etcd: those that are configured, else those of its
 * interfaces that are up, without loopback, link-local, and those of bridges and containers. An
 * address counts until it has been gone for ten minutes, so that a lease that is renewed late, or
 * an interface that is restarted, stops no file. If nothing is left it is 127.0.0.1.
 *
 * <p>Thread: the configuration's.
 */
final class HostAddresses {
  /** How long an address that has gone still counts. */
  static final Duration GRACE = Duration.ofMinutes(10);

  private static final Pattern NOT_THE_HOSTS = Pattern.compile("(docker|br-|veth|cni|virbr).*");

  private final List<String> configured;
  private final InterfaceSource source;
  private final InstantSource clock;
  private final Map<String, Instant> lastSeen = new TreeMap<>();

  /**
   * Follows the interfaces of {@code source}, unless there are configured addresses.
   *
   * @param configured {@code agent.addresses}; empty to look at the interfaces
   */
  HostAddresses(List<String> configured, InterfaceSource source, InstantSource clock) {
    this.configured = List.copyOf(configured);
    this.source = source;
    this.clock = clock;
  }

  /**
   * Looks at the interfaces again.
   *
   * @return the addresses that count now, in the order of their text; never empty
   * @throws IOException if the interfaces cannot be listed; what was seen before still stands
   */
  List<String> look() throws IOException {
    if (!configured.isEmpty()) {
      return configured;
    }
    Instant now = clock.instant();
    for (HostInterface each : source.interfaces()) {
      if (each.up() && !each.loopback() && !NOT_THE_HOSTS.matcher(each.name()).matches()) {
        each.addresses().stream()
            .filter(HostAddresses::counts)
            .forEach(address -> lastSeen.put(AddressText.of(address), now));
      }
    }
    lastSeen.values().removeIf(seen -> !seen.plus(GRACE).isAfter(now));
    return lastSeen.isEmpty() ? List.of("127.0.0.1") : List.copyOf(lastSeen.keySet());
  }

  private static boolean counts(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress();
  }
}
