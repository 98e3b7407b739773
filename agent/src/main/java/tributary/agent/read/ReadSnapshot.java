package tributary.agent.read;

import java.time.Instant;
import java.util.List;

/**
 * What the reader said of itself.
 *
 * @param files where all known contents stand, also those that no file is open for
 * @param problems what is wrong with single files
 * @param at when it said so: a while ago if it has been busy since
 */
public record ReadSnapshot(List<ReadStatus> files, List<String> problems, Instant at) {

  /** Copies the lists. */
  public ReadSnapshot {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }
}
