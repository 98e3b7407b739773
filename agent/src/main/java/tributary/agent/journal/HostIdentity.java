package tributary.agent.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which machine this is, and which start of its system.
 *
 * @param machine the machine's id; none if the journal is bound to no machine
 * @param boot the id of the system's start, as Linux gives it; none elsewhere
 */
public record HostIdentity(Optional<String> machine, Optional<String> boot) {
  private static final Path MACHINE = Path.of("/etc/machine-id");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /**
   * This machine's.
   *
   * @param bindMachine whether the journal belongs to this machine alone
   */
  public static HostIdentity ofThisHost(boolean bindMachine) {
    return new HostIdentity(bindMachine ? read(MACHINE) : Optional.empty(), read(BOOT));
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
