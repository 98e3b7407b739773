package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the transfer does while all servers are well. */
class MainPathIT extends OnServers {

  @Test
  @DisplayName("T1: what was produced while the transfer was down is indexed, and committed")
  void producedWhileDown() {
    servers.createTopic("t1", 2);
    servers.sendLines("t1", 2, 0, 500);

    try (RunningTransfer transfer = start("t1")) {
      awaitCount("t1", 500);
      assertThat(transfer.page("/healthz")).contains("ok");
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(transfer.page("/readyz")).isEqualTo("ready\n"));
      awaitSettled(transfer);
      assertThat(partitions(transfer, "t1")).hasSize(2);
    }
    servers.sendLines("t1", 2, 500, 700);
    try (RunningTransfer transfer = start("t1")) {
      awaitCount("t1", 700);
      // Elasticsearch has a document before the transfer has the answer.
      await()
          .atMost(SOON)
          .until(() -> transfer.metric("tributary_transfer_documents_total{topic=\"t1\"}") == 200);
      assertThat(transfer.metric("tributary_transfer_duplicates_total{topic=\"t1\"}")).isZero();
    }
  }

  @Test
  @DisplayName("T5: sixteen partitions of two thousand records are thirty-two thousand documents")
  void noIdsCollide() {
    servers.createTopic("t5", 16);
    servers.sendLines("t5", 16, 0, 32_000);

    try (RunningTransfer transfer = start("t5")) {
      awaitCount("t5", 32_000);
      assertThat(transfer.metric("tributary_transfer_duplicates_total{topic=\"t5\"}")).isZero();
    }
  }

  @Test
  @DisplayName("T6: a topic that comes later, and partitions that are added, are picked up")
  void laterTopicsAndPartitions() {
    try (RunningTransfer transfer = start("t6")) {
      await().atMost(SOON).until(() -> transfer.status().topicProblems().containsKey("t6"));
      servers.createTopic("t6", 1);
      servers.sendLines("t6", 1, 0, 10);
      awaitCount("t6", 10);

      TestServers.await(
          servers.admin().createPartitions(Map.of("t6", NewPartitions.increaseTo(3))).all());
      servers.send(new ProducerRecord<>("t6", 2, null, "late".getBytes(UTF_8)));
      servers.flush();
      awaitCount("t6", 11);
    }
  }

  @Test
  @DisplayName("T8: topics that are no index names get indices of their own")
  void illegalNames() {
    List<String> topics = List.of("T8-Web", "t8-Web", "_t8", "t8_" + "x".repeat(237));
    for (String topic : topics) {
      servers.createTopic(topic, 1);
      servers.send(topic, "of " + topic);
    }
    servers.flush();

    try (RunningTransfer transfer = start(topics.toArray(String[]::new))) {
      await().atMost(SOON).until(() -> transfer.status().topics().keySet().containsAll(topics));
      Map<String, String> indices = transfer.status().topics();
      assertThat(indices.values()).doesNotHaveDuplicates();
      for (String topic : topics) {
        awaitCount(indices.get(topic), 1);
        assertThat(
                servers.documents(indices.get(topic)).get(0).path("_source").path("topic").asText())
            .isEqualTo(topic);
      }
    }
  }

  @Test
  @DisplayName("T9: text, JSON, any bytes, empty values, tombstones and control characters")
  void anyRecord() {
    servers.createTopic("t9", 1);
    byte[] bytes = {(byte) 0xff, 0, (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '\\', '\n', 0x1f};
    for (byte[] value :
        new byte[][] {"text".getBytes(UTF_8), "{\"a\":1}".getBytes(UTF_8), bytes, {}, null}) {
      servers.send(new ProducerRecord<>("t9", value));
    }
    servers.flush();

    try (RunningTransfer transfer = start("t9")) {
      awaitCount("t9", 5);
      List<String> messages =
          servers.documents("t9").stream()
              .map(hit -> hit.path("_source").path("message").asText("none"))
              .toList();
      assertThat(messages)
          .containsExactlyInAnyOrder("text", "{\"a\":1}", new String(bytes, UTF_8), "", "none");
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"t9\"}")).isZero();
    }
  }

  @Test
  @DisplayName("T11: a day's index: near midnight by the record's own time, and once if sent twice")
  void datedIndices() {
    servers.createTopic("t11", 1, Map.of("message.timestamp.after.max.ms", "9223372036854775807"));
    long midnight = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 2; i++) {
      event("t11", midnight - 1, "0:10");
      event("t11", midnight, "10:20");
    }
    servers.flush();

    try (RunningTransfer transfer =
        RunningTransfer.start(
            "transfer { group = t11, topics = [t11], allow-topics = [t11], index = \"{topic}-{yyyy.MM.dd}\" }")) {
      awaitCount("t11-2026.11.21", 1);
      awaitCount("t11-2026.11.22", 1);
      await()
          .atMost(SOON)
          .until(() -> transfer.metric("tributary_transfer_duplicates_total{topic=\"t11\"}") == 2);
      JsonNode source = servers.documents("t11-2026.11.21").get(0).path("_source");
      assertThat(source.path("@timestamp").asText()).isEqualTo("2026-11-21T23:59:59.999Z");
      JsonNode mapping = servers.call("GET", "/t11-2026.11.22/_mapping", null).findPath("mappings");
      assertThat(mapping.path("dynamic").asText()).isEqualTo("false");
    }
  }

  private void event(String topic, long millis, String span) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, null, millis, "dc1h9zk0123456789abc".getBytes(UTF_8), span.getBytes(UTF_8));
    record.headers().add("host", "web-1".getBytes(UTF_8)).add("span", span.getBytes(UTF_8));
    servers.send(record);
  }
}
