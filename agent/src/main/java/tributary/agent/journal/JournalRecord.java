package tributary.agent.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import tributary.agent.read.content.ByteRange;

/**
 * One line of the journal. Times are milliseconds since 1970, offsets are bytes of a content,
 * hashes are as {@link tributary.agent.identify.Hashes} makes them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalRecord.Opened.class, name = "journal"),
  @JsonSubTypes.Type(value = JournalRecord.Entry.class, name = "entry"),
  @JsonSubTypes.Type(value = JournalRecord.Content.class, name = "content"),
  @JsonSubTypes.Type(value = JournalRecord.Settings.class, name = "settings"),
  @JsonSubTypes.Type(value = JournalRecord.Seam.class, name = "seam"),
  @JsonSubTypes.Type(value = JournalRecord.Limit.class, name = "limit"),
  @JsonSubTypes.Type(value = JournalRecord.Ack.class, name = "ack"),
  @JsonSubTypes.Type(value = JournalRecord.Mark.class, name = "mark"),
  @JsonSubTypes.Type(value = JournalRecord.Lost.class, name = "lost"),
  @JsonSubTypes.Type(value = JournalRecord.Look.class, name = "look"),
  @JsonSubTypes.Type(value = JournalRecord.Boot.class, name = "boot"),
  @JsonSubTypes.Type(value = JournalRecord.Machine.class, name = "machine"),
  @JsonSubTypes.Type(value = JournalRecord.Missing.class, name = "missing"),
  @JsonSubTypes.Type(value = JournalRecord.Stop.class, name = "stop"),
  @JsonSubTypes.Type(value = JournalRecord.Forget.class, name = "forget"),
  @JsonSubTypes.Type(value = JournalRecord.Reread.class, name = "reread")
})
public sealed interface JournalRecord {

  /**
   * The first line of each journal.
   *
   * @param version of this format
   * @param damaged whether a journal in this data folder was ever damaged or gone: then no file is
   *     begun at its end any more
   */
  record Opened(int version, boolean damaged) implements JournalRecord {}

  /** The entry of this path was first applied then, and all that it matched is known since. */
  record Entry(String path, long applied) implements JournalRecord {}

  /**
   * What a content is known by. A later one of the same id replaces it: it has grown, moved, or is
   * held by another file.
   */
  record Content(
      String id, String key, long birth, int headLength, long headHash, String path, long start)
      implements JournalRecord {}

  /** An entry's value, for seams to refer to. */
  record Settings(int number, JsonNode entry) implements JournalRecord {}

  /** From this offset on these settings and this day (since 1970) hold; replaces later seams. */
  record Seam(String id, long offset, int settings, long day) implements JournalRecord {}

  /** Nothing at or beyond this offset has been sent. */
  record Limit(String id, long offset) implements JournalRecord {}

  /** All before this offset was acknowledged, but for the skipped bytes. */
  record Ack(String id, long offset, long skipped) implements JournalRecord {}

  /** The hash of the 256 bytes before an offset, or of all if there are fewer. */
  record Mark(String id, long offset, long hash) implements JournalRecord {}

  /** What will never be read of a content; a later one of the same id replaces it. */
  record Lost(String id, List<ByteRange> ranges) implements JournalRecord {
    /** Copies the ranges. */
    public Lost {
      ranges = List.copyOf(ranges);
    }
  }

  /** All entries in force were last looked through then. */
  record Look(long time) implements JournalRecord {}

  /** The system's boot id; another one than before means a reboot. */
  record Boot(String boot) implements JournalRecord {}

  /** The id of the machine that the data folder belongs to. */
  record Machine(String machine) implements JournalRecord {}

  /** For how many milliseconds of running time a content was looked for, and not found. */
  record Missing(String id, long millis) implements JournalRecord {}

  /** A clean stop: nothing was sent beyond the acknowledged offsets, but of those named. */
  record Stop(List<String> unsettled) implements JournalRecord {}

  /** A content that was looked for long enough, and not found. */
  record Forget(String id) implements JournalRecord {}

  /** An operator wants all of a content sent again; what was sent of it stays known as sent. */
  record Reread(String id) implements JournalRecord {}
}
