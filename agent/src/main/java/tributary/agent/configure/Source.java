package tributary.agent.configure;

import java.util.List;
import tributary.common.collect.CollectEntry;

/**
 * Where entries come from.
 *
 * @param name the key in etcd, or {@link #LOCAL}
 * @param entries in the order of the value
 */
record Source(String name, List<CollectEntry> entries) {
  /** The name of the settings file among the sources. */
  static final String LOCAL = "local file";

  Source {
    entries = List.copyOf(entries);
  }
}
