package tributary.transfer;

import tributary.transfer.consume.Companions;
import tributary.transfer.consume.OwnedPartition;
import tributary.transfer.document.DeadLetterWriter;
import tributary.transfer.document.DocumentWriter;
import tributary.transfer.document.FileStateWriter;
import tributary.transfer.document.Index;
import tributary.transfer.document.IndexPattern;
import tributary.transfer.document.RecordWriter;
import tributary.transfer.document.TopicIndex;

/**
 * What becomes of a partition's records.
 *
 * @param writer makes their documents
 * @param index where these go
 * @param ofLines whether they are lines: what an index refuses of them becomes a dead letter; what
 *     is refused of the others stays in Kafka
 */
record Route(RecordWriter writer, TopicIndex index, boolean ofLines) {

  /** The index of what agents say of their files (DESIGN §7). */
  private static final Index FILES = Index.of("tributary-files", Index.Contents.FILES);

  /**
   * The route of one partition.
   *
   * @param pattern how the indices of lines are named
   * @param deadLetters what dead letters are consumed into
   */
  static Route of(OwnedPartition partition, IndexPattern pattern, DeadLetterSettings deadLetters) {
    String topic = partition.topic();
    if (topic.equals(Companions.FILES)) {
      return new Route(new FileStateWriter(), new TopicIndex(FILES), false);
    }
    if (deadLetters.companions().includes(topic)) {
      Index index = Index.of(deadLetters.index(), Index.Contents.DEAD_LETTERS);
      return new Route(new DeadLetterWriter(partition.topicId()), new TopicIndex(index), false);
    }
    return new Route(
        new DocumentWriter(topic, partition.topicId()), new TopicIndex(pattern, topic), true);
  }
}
