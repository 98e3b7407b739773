package tributary.console.status;

import java.util.Optional;

/**
 * A server, and whether it answers.
 *
 * @param version if it does
 * @param problem if it does not: one sentence
 */
record ServerState(
    String name, String addresses, Optional<String> version, Optional<String> problem) {

  static ServerState up(String name, String addresses, String version) {
    return new ServerState(name, addresses, Optional.of(version), Optional.empty());
  }

  static ServerState down(String name, String addresses, String problem) {
    return new ServerState(name, addresses, Optional.empty(), Optional.of(problem));
  }
}
