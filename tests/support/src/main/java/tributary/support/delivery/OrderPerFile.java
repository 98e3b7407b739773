package tributary.support.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    Map<String, SpansOfFile> files = new HashMap<>();
    topic.forEach(record -> verify(files, record));
  }

  private static void verify(Map<String, SpansOfFile> files, SentRecord record) {
    SpansOfFile spans =
        files.computeIfAbsent(record.fileId(), id -> new SpansOfFile(record.partition()));
    Span span = record.span();
    assertThat(record.partition())
        .as("partition of file %s", record.fileId())
        .isEqualTo(spans.partition());
    if (!spans.contains(span)) {
      assertThat(span.start())
          .as("start of %s in file %s after the end before it", span, record.fileId())
          .isGreaterThanOrEqualTo(spans.end());
      spans.add(span);
    }
  }
}
