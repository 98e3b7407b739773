package tributary.transfer.document;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An index that documents go to.
 *
 * @param name its name
 * @param pattern what its template matches: the name itself, or {@code base-*}
 * @param end of a dated index, the first day (UTC) that it doesn't hold
 */
public record Index(String name, String pattern, Optional<LocalDate> end) {

  /** Whether its days are over, so that it may have been closed or frozen on purpose. */
  public boolean isOver(LocalDate today) {
    return end.isPresent() && !today.isBefore(end.get());
  }
}
