package tributary.agent.configure;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Who this agent is.
 *
 * @param id the agent's
 * @param addresses {@code agent.addresses}; empty to look at the interfaces
 * @param dataDir its data folder, which exists
 * @param settingsFile its settings file
 * @param clock the host's
 */
public record Host(
    String id, List<String> addresses, Path dataDir, Path settingsFile, InstantSource clock) {
  public Host {
    addresses = List.copyOf(addresses);
  }
}
