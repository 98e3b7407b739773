package tributary.agent.configure;

import java.util.List;
import java.util.Optional;

/**
 * What is collected and why, as one picture.
 *
 * @param decided whether any configuration is in force: etcd's, or the saved one
 * @param addresses by which this host is known
 * @param groups that it is in
 * @param keys that are followed and exist, in order of priority
 * @param local the entries of the settings file
 * @param entries how many are in force
 */
public record CollectStatus(
    boolean decided,
    List<String> addresses,
    List<String> groups,
    List<KeyStatus> keys,
    KeyStatus local,
    int entries) {
  /** Before anything is known. */
  static final CollectStatus NONE =
      new CollectStatus(
          false,
          List.of(),
          List.of(),
          List.of(),
          new KeyStatus(Source.LOCAL, 0, 0, Optional.empty(), List.of(), List.of()),
          0);

  public CollectStatus {
    addresses = List.copyOf(addresses);
    groups = List.copyOf(groups);
    keys = List.copyOf(keys);
  }
}
