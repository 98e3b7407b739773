package tributary.agent.read.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.agent.identify.Mark;
import tributary.common.kafka.FileId;

/**
 * What the reader writes down (the journal keeps it). What is handed over returns a ticket; it is
 * on disk when {@link #synced()} has reached that. Thread: reader.
 */
public interface Ledger {

  /** What is remembered from the last run. */
  List<Remembered> remembered();

  /** The entries that were applied before, and when first, in milliseconds since 1970. */
  Map<String, Long> entries();

  /** When the entries were last looked through before this run; 0 if never. */
  long lastLook();

  /**
   * Whether a journal in this data folder was damaged or lost: no file is begun at its end then.
   */
  boolean damaged();

  /** Whether the system has been started anew since the last run. */
  boolean rebooted();

  /** The ticket of what this run began with: nothing is sent before it is on disk. */
  long renewed();

  /** For how many milliseconds of running time a content was looked for, and not found. */
  long missing(FileId id, long millis);

  /** A content that was looked for long enough, and not found. */
  long forget(FileId id);

  /** A content that was never seen. */
  long begin(Known known, Seam seam, long limit, Optional<Mark> atStart);

  /** A content has grown, moved, or is held by another file. */
  long changed(Known known);

  /** A seam. */
  long seam(FileId id, Seam seam);

  /** A limit. */
  long limit(FileId id, long offset);

  /** What will never be read of a content: all of its ranges. */
  long lost(FileId id, List<ByteRange> ranges);

  /** Acknowledged offsets, as many as there are. */
  void acknowledged(List<Acknowledged> positions);

  /** An entry was applied for the first time, and all that it matched is written down. */
  void entryApplied(String path, long time);

  /** All entries were looked through. */
  void looked(long time);

  /** The end of the run; nothing was sent beyond the acknowledged offsets, but of those named. */
  void stopped(List<FileId> unsettled);

  /** The highest ticket that is on disk. */
  long synced();

  /** Whether all is on disk. */
  boolean idle();

  /** Why nothing can be written at present, if so. */
  Optional<String> problem();

  /**
   * A position.
   *
   * @param id of the content
   * @param mark at the acknowledged offset
   * @param skipped bytes before it that were left out on purpose
   */
  record Acknowledged(FileId id, Mark mark, long skipped) {}
}
