package tributary.agent.configure;

import java.util.List;
import java.util.Optional;

/**
 * What is in force of one key, or of the local file.
 *
 * @param key in etcd
 * @param revision that is applied
 * @param entries how many it holds
 * @param error why its newest value is not applied, if so
 * @param problems entries that are not taken, and why: conflicts, topics that are not allowed, …
 * @param warnings about what was ignored
 */
public record KeyStatus(
    String key,
    long revision,
    int entries,
    Optional<String> error,
    List<String> problems,
    List<String> warnings) {
  public KeyStatus {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Whether anything in it is not in force as it was meant. */
  public boolean troubled() {
    return error.isPresent() || !problems.isEmpty();
  }
}
