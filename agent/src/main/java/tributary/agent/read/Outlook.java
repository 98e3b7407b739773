package tributary.agent.read;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a file will be when it is next rotated, if it goes on growing, and being read, as it does.
 *
 * @param size of the file in bytes
 * @param acknowledged offset up to which all is stored
 * @param growth bytes a second
 * @param pace bytes a second that are acknowledged
 * @param untilRotation nanoseconds until its next rotation, where that can be told
 */
record Outlook(
    long size, long acknowledged, double growth, double pace, OptionalLong untilRotation) {
  /** So much may be left: a renamed file is held open, and a copy is still there for a while. */
  private static final double GRACE_SECONDS = 10;

  /** What to say if it will be rotated away before all of it is read. */
  Optional<String> warning() {
    if (untilRotation.isEmpty() || acknowledged >= size) {
      return Optional.empty();
    }
    double left = untilRotation.getAsLong() / 1e9;
    double unread = size + growth * left - acknowledged - pace * (left + GRACE_SECONDS);
    return unread <= 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "is %,d bytes behind, grows by %,.0f bytes/s and is sent at %,.0f bytes/s: it will"
                    + " be rotated away in about %.0f s, before all of it is read",
                size - acknowledged,
                growth,
                pace,
                left));
  }
}
