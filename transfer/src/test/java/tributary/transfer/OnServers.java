package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tributary.common.json.Json;
import tributary.transfer.consume.PartitionStatus;

/**
 * What the tests of a transfer on real servers share: starting one, and waiting for what it did.
 */
abstract class OnServers {

  static final Duration SOON = Duration.ofSeconds(90);

  final TestServers servers = TestServers.get();

  /** A transfer of these topics and no others, in a group of its own. */
  static RunningTransfer start(String... topics) {
    return start(Probes.NONE, "", topics);
  }

  /** One with more settings, and where the test reaches in. */
  static RunningTransfer start(Probes probes, String settings, String... topics) {
    String names = Stream.of(topics).collect(Collectors.joining("\", \"", "\"", "\""));
    return RunningTransfer.start(
        """
        transfer { group = "%s", topics = [%s], allow-topics = [%s], collect-prefixes = [] }
        %s
        """
            .formatted(names.hashCode(), names, names, settings),
        probes);
  }

  /** Waits until the index has so many documents. */
  void awaitCount(String index, long count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(servers.count(index)).isEqualTo(count));
  }

  /** Waits until all that the transfer was given is settled. */
  static void awaitSettled(RunningTransfer transfer) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(transfer.status().partitions())
                    .as(() -> Json.write(transfer.status()))
                    .isNotEmpty()
                    .allMatch(partition -> partition.lag() == 0));
  }

  /** The assigned partitions of one topic; others' tests may have made companions. */
  static List<PartitionStatus> partitions(RunningTransfer transfer, String topic) {
    return transfer.status().partitions().stream()
        .filter(partition -> partition.topic().equals(topic))
        .toList();
  }

  /** Waits until an index waits for a reason that holds these words. */
  static void awaitWaiting(RunningTransfer transfer, String index, String words) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(transfer.status().elasticsearch().waiting().getOrDefault(index, ""))
                    .contains(words));
  }

  /** So many dead letters, all that the topic holds. */
  List<ConsumerRecord<byte[], byte[]>> deadLetters(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers.kafka().address()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      await()
          .atMost(SOON)
          .until(() -> TestServers.await(servers.admin().listTopics().names()).contains(topic));
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      await()
          .atMost(SOON)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return found.size() >= count;
              });
    }
    assertThat(found).hasSize(count);
    return found;
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
