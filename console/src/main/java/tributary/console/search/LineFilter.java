package tributary.console.search;

import java.time.Instant;
import java.util.Optional;

/**
 * Which lines are looked for. All that is given must hold.
 *
 * @param text words that follow each other in the line; blank or {@code *} for any line; a {@code
 *     *} at the end lets the last word go on
 * @param host agent id
 * @param path path of the file; {@code *} and {@code ?} stand for any characters and for one
 * @param since no line that was read before this
 */
record LineFilter(
    String text,
    Optional<String> topic,
    Optional<String> host,
    Optional<String> path,
    Optional<Instant> since) {

  LineFilter {
    text = text.strip();
  }

  /** Whether lines are chosen by their words. */
  boolean hasText() {
    return !text.isEmpty() && !text.equals("*");
  }

  /** The same without its words: what was searched through. */
  LineFilter withoutText() {
    return new LineFilter("", topic, host, path, since);
  }
}
