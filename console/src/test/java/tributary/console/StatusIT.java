package tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.common.json.Json;

/** {@code status} on real servers, with an agent's key and a transfer's offsets. */
@ExtendWith(ServersExtension.class)
class StatusIT {

  private static final String KEY = "/tributary/hosts/status-1";

  private final Servers servers;

  StatusIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void agentsLagDocumentsDeadLettersAndRejectionsAreShown() throws Exception {
    servers.put(KEY, "{bad");
    servers.put("/tributary/topics/status", "{}");
    servers.index("status");
    servers.document("status", 0, Instant.now(), "one");
    records(Map.of("status", 10, "status.dead", 2));
    servers.agent("status-1", KEY);

    String text = servers.run("status").out();
    assertThat(text.lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.matches("etcd http://\\S+ up, 3\\..*"))
        .anyMatch(line -> line.matches("Kafka \\S+ up, 4\\.1, 1 broker"))
        .anyMatch(line -> line.matches("Elasticsearch \\S+ up, 8\\..*"))
        .contains("status-1 0.1.0 10.0.0.1 3 min - - - 1")
        .contains("Transfer (group it): none runs, 4 records behind")
        .contains("status 1 10 4 1 2")
        .contains("/tributary/hosts/status-1 line 1 column 2: x status-1");

    JsonNode json = Json.mapper().readTree(servers.run("status", "--json").out());
    assertThat(json.path("topics").path(0).toString())
        .isEqualTo(
            "{\"topic\":\"status\",\"partitions\":1,\"records\":10,\"behind\":4,"
                + "\"documents\":1,\"deadLetters\":2}");
    servers.delete(KEY);
    servers.delete("/tributary/agents/status-1");
  }

  /** So many records in each topic, six of the first one committed by the transfers' group. */
  private void records(Map<String, Integer> counts) throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", servers.stack().kafka().address());
    try (Admin admin = Admin.create(client);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<NewTopic> topics =
          counts.keySet().stream()
              .map(topic -> new NewTopic(topic, Optional.of(1), Optional.of((short) 1)))
              .toList();
      CreateTopicsResult created = admin.createTopics(topics);
      created.all().get();
      for (Map.Entry<String, Integer> topic : counts.entrySet()) {
        for (int record = 0; record < topic.getValue(); record++) {
          byte[] value = "x".getBytes(StandardCharsets.UTF_8);
          producer.send(new ProducerRecord<>(topic.getKey(), value)).get();
        }
      }
      TopicPartition status = new TopicPartition("status", 0);
      // As the transfer commits: with the topic's id.
      String id = created.topicId("status").get().toString();
      OffsetAndMetadata six = new OffsetAndMetadata(6, id);
      admin.alterConsumerGroupOffsets("it", Map.of(status, six)).all().get();
    }
  }
}
