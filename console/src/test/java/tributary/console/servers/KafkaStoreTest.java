package tributary.console.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the console makes of Kafka's answers. */
class KafkaStoreTest {

  @Test
  @DisplayName("T13: what was committed of a topic that was deleted says nothing of the new one")
  void commitsOfAnotherTopic() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    offsets.put(new TopicPartition("same", 0), new OffsetAndMetadata(7, "id-1"));
    offsets.put(new TopicPartition("again", 0), new OffsetAndMetadata(500, "id-2"));
    offsets.put(new TopicPartition("gone", 0), new OffsetAndMetadata(9, "id-4"));
    offsets.put(new TopicPartition("same", 1), null);

    assertThat(KafkaStore.valid(offsets, Map.of("same", "id-1", "again", "id-3")))
        .isEqualTo(Map.of(new TopicPartition("same", 0), 7L, new TopicPartition("gone", 0), 9L));
  }
}
