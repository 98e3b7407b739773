package tributary.support.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.common.kafka.Span;

/**
 * The events of each content lie in the topic in the order of the file, all in one partition, once
 * what was sent again (the same span of the same content) is left out; spans don't overlap.
 */
public final class OrderPerFile implements Guarantee {
  private final TopicRecords topic;

  /**
   * @param topic to be verified
   */
  public OrderPerFile(TopicRecords topic) {
    this.topic = topic;
  }

  @Override
  public void holdsWithin(Duration timeout) {
    verify(topic.all());
  }

  /** Verifies records that were read before. */
  public static void verify(List<SentRecord> records) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Long> ends = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (SentRecord record : records) {
      Span span = record.span();
      Integer partition = partitions.putIfAbsent(record.fileId(), record.partition());
      assertThat(partition == null ? record.partition() : partition)
          .as("partition of file %s", record.fileId())
          .isEqualTo(record.partition());
      if (seen.add(record.fileId() + " " + span.text())) {
        assertThat(span.start())
            .as("start of %s in file %s after the end before it", span, record.fileId())
            .isGreaterThanOrEqualTo(ends.getOrDefault(record.fileId(), 0L));
        ends.put(record.fileId(), span.end());
      }
    }
  }
}
