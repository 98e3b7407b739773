package tributary.agent.journal;

import java.time.Duration;

/**
 * How the journal is kept: {@code agent.journal}.
 *
 * @param interval how often acknowledged positions are written
 * @param keep running time for which a content is remembered that is looked for and not found
 * @param bindMachine whether it belongs to this machine alone: on another one ({@code
 *     agent.bind-machine}) ids are renewed
 */
public record JournalSettings(Duration interval, Duration keep, boolean bindMachine) {

  /** Checks the ranges. */
  public JournalSettings {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval must be at least 1ms");
    }
    if (keep.isNegative()) {
      throw new IllegalArgumentException("keep must not be negative");
    }
  }
}
