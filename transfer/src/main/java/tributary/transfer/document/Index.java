package tributary.transfer.document;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An index that documents go to.
 *
 * @param name its name
 * @param pattern what its template matches: the name itself, or {@code base-*}
 * @param end of a dated index, the first day (UTC) that it doesn't hold
 * @param contents what its documents are
 */
public record Index(String name, String pattern, Optional<LocalDate> end, Contents contents) {

  /** What documents are, which decides the mapping. */
  public enum Contents {
    LINES,
    DEAD_LETTERS,
    FILES
  }

  /** An index of lines. */
  public Index(String name, String pattern, Optional<LocalDate> end) {
    this(name, pattern, end, Contents.LINES);
  }

  /** The one index for all documents of a kind. */
  public static Index of(String name, Contents contents) {
    return new Index(name, name, Optional.empty(), contents);
  }

  /** Whether its days are over, so that it may have been closed or frozen on purpose. */
  public boolean isOver(LocalDate today) {
    return end.isPresent() && !today.isBefore(end.get());
  }
}
