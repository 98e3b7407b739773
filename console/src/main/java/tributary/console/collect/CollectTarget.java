package tributary.console.collect;

import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which key is meant, as options: a host, an address, a group, or any key. Thread: main. */
final class CollectTarget {

  /** Where entries of hosts are, each below its id or address. */
  static final String HOSTS = "/tributary/hosts/";

  /** Where entries of groups are. */
  static final String GROUPS = "/tributary/groups/";

  /** One of them. */
  static final class One {
    @Option(
        names = "--host",
        paramLabel = "ID",
        description = "The host with this agent id; if nothing is named: this machine's name.")
    private String host;

    @Option(names = "--address", paramLabel = "IP", description = "The host that has this address.")
    private String address;

    @Option(names = "--group", paramLabel = "NAME", description = "Every host in this group.")
    private String group;

    @Option(
        names = "--key",
        paramLabel = "KEY",
        description = "This etcd key, for key layouts of your own.")
    private String key;
  }

  @ArgGroup(exclusive = true)
  private One one;

  /** The key that was named, if one was. */
  Optional<String> named() {
    if (one == null) {
      return Optional.empty();
    }
    if (one.key != null) {
      return Optional.of(one.key);
    }
    return Optional.of(
        one.group != null
            ? GROUPS + one.group
            : HOSTS + (one.host != null ? one.host : one.address));
  }

  /** The key that was named, else the one of this machine. */
  String key(String thisHost) {
    return named().orElseGet(() -> HOSTS + thisHost);
  }
}
