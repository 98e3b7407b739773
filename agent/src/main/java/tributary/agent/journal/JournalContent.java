package tributary.agent.journal;

import tributary.agent.discover.FileKey;
import tributary.agent.identify.Head;
import tributary.agent.identify.KnownContent;
import tributary.agent.identify.Marks;
import tributary.common.kafka.FileId;

/**
 * What the journal of an agent says of one content.
 *
 * @param acknowledged offset up to which all of it is stored
 * @param skipped bytes of that which were left out on purpose
 * @param rereadable whether all of it can be sent again with the boundaries of the first time
 */
public record JournalContent(
    FileId id,
    FileKey key,
    Head head,
    Marks marks,
    String path,
    long start,
    long acknowledged,
    long skipped,
    boolean rereadable)
    implements KnownContent {

  static JournalContent of(ContentState state) {
    JournalRecord.Content content = state.content();
    return new JournalContent(
        new FileId(content.id()),
        new FileKey(content.key(), content.birth()),
        new Head(content.headLength(), content.headHash()),
        state.marks(),
        content.path(),
        content.start(),
        state.acked(),
        state.skipped(),
        state.canBeReread());
  }
}
