package tributary.agent.read;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tributary.agent.read.content.ByteRange;

/**
 * Where one content stands.
 *
 * @param path where it is, or was last
 * @param id its file id
 * @param topic where its events go, or went last; none if no entry names it and none was sent
 * @param start offset at which reading began
 * @param size bytes that are known of it
 * @param read offset up to which events were handed over
 * @param acknowledged offset up to which all is acknowledged
 * @param skipped bytes before {@code read} that were left out on purpose
 * @param lost what will never be read of it
 * @param holding how a file is open for it
 * @param unreadFor the age of its oldest byte that is not acknowledged, of an open file
 * @param waiting why it does not go on, if so
 */
public record ReadStatus(
    String path,
    String id,
    Optional<String> topic,
    long start,
    long size,
    long read,
    long acknowledged,
    long skipped,
    List<ByteRange> lost,
    Holding holding,
    Duration unreadFor,
    Optional<String> waiting) {

  /** How a file is open for a content. */
  public enum Holding {
    /** At its path. */
    AT_PATH,
    /** Renamed or deleted. */
    ROTATED,
    /** No file is open. */
    CLOSED
  }

  /** Copies the ranges. */
  public ReadStatus {
    lost = List.copyOf(lost);
  }

  /** Whether no file is open for it. */
  public boolean closed() {
    return holding == Holding.CLOSED;
  }
}
