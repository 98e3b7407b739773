package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;

/** What the transfer does when something goes wrong around it. */
class FaultsIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  private final TestServers servers = TestServers.get();

  @Test
  @DisplayName(
      "T4: a document that the mapping refuses is a dead letter, its neighbours are indexed")
  void refusedDocument() {
    servers.createTopic("f4", 1);
    servers.call("PUT", "/f4", "{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}");
    for (String value : List.of("1", "no number", "2", "3")) {
      servers.send("f4", value);
    }
    servers.send("f4", "x".repeat(900_000));
    servers.flush();

    try (RunningTransfer transfer = start("f4")) {
      awaitCount("f4", 3);
      List<ConsumerRecord<byte[], byte[]>> dead = deadLetters("f4.dead", 2);
      ConsumerRecord<byte[], byte[]> first =
          dead.stream().filter(r -> header(r, "source.offset").equals("1")).findFirst().get();
      assertThat(new String(first.value(), UTF_8)).isEqualTo("no number");
      assertThat(header(first, "error.type")).isEqualTo("document_parsing_exception");
      assertThat(header(first, "error.reason")).contains("message");
      assertThat(header(first, "source.topic")).isEqualTo("f4");
      assertThat(header(first, "source.topic-id")).hasSize(22);
      assertThat(header(first, "source.partition")).isEqualTo("0");
      awaitLag(transfer, 0);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"f4\"}"))
          .isEqualTo(2);
    }
  }

  @Test
  @DisplayName("T7: a worker that throws three times is restarted each time, the others go on")
  void throwingWorker() {
    servers.createTopic("f7", 1);
    servers.createTopic("f7-other", 1);
    servers.sendLines("f7", 1, 0, 100);
    AtomicInteger throwing = new AtomicInteger(3);
    Probes probes =
        new Probes(
            partition -> {
              if (partition.topic().equals("f7") && throwing.getAndDecrement() > 0) {
                throw new IllegalStateException("injected");
              }
            },
            record -> {
              if (record.topic().equals("f7") && record.offset() == 50) {
                throw new IllegalArgumentException("injected");
              }
            });

    try (RunningTransfer transfer = start("f7\", \"f7-other", probes)) {
      servers.sendLines("f7-other", 1, 0, 100);
      awaitCount("f7-other", 100);
      awaitCount("f7", 99);
      assertThat(header(deadLetters("f7.dead", 1).get(0), "error.type"))
          .isEqualTo("document_exception");
      assertThat(
              transfer.metric(
                  "tributary_transfer_worker_restarts_total{partition=\"0\",topic=\"f7\"}"))
          .isEqualTo(3);
      awaitLag(transfer, 0);
    }
  }

  @Test
  @DisplayName("T3: Elasticsearch stopped and started under load: exact, no rebalance")
  void elasticsearchAway() {
    servers.createTopic("f3", 4);
    try (RunningTransfer transfer = start("f3")) {
      servers.sendLines("f3", 4, 0, 1000);
      awaitCount("f3", 1000);
      servers.elasticsearch().stop();
      servers.sendLines("f3", 4, 1000, 20_000);
      await()
          .atMost(SOON)
          .until(() -> transfer.page("/readyz").contains("Elasticsearch: Connection refused"));
      assertThat(transfer.status().partitions()).hasSize(4);
      servers.elasticsearch().start();
      servers.elasticsearch().awaitReady(Duration.ofSeconds(90));
      awaitCount("f3", 20_000);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"f3\"}")).isZero();
      awaitLag(transfer, 0);
    }
  }

  @Test
  @DisplayName("T13: a topic that is deleted and created again is read from its start")
  void recreatedTopic() {
    servers.createTopic("f13", 1);
    servers.sendLines("f13", 1, 0, 50);
    try (RunningTransfer transfer = start("f13")) {
      awaitCount("f13", 50);
      awaitLag(transfer, 0);
      servers.delete(Set.of("f13"));
      await().atMost(SOON).until(() -> transfer.status().topicProblems().containsKey("f13"));
      servers.createTopic("f13", 1);
      servers.sendLines("f13", 1, 0, 5);
      awaitCount("f13", 55);
    }
  }

  @Test
  @DisplayName("T13: retention passes the committed offset: reading goes on, the loss is reported")
  void retention() {
    servers.createTopic("f13r", 1);
    servers.sendLines("f13r", 1, 0, 10);
    try (RunningTransfer transfer = start("f13r")) {
      awaitCount("f13r", 10);
      awaitLag(transfer, 0);
    }
    servers.sendLines("f13r", 1, 10, 30);
    TestServers.await(
        servers
            .admin()
            .deleteRecords(Map.of(new TopicPartition("f13r", 0), RecordsToDelete.beforeOffset(25)))
            .all());
    try (RunningTransfer transfer = start("f13r")) {
      awaitCount("f13r", 15);
      assertThat(transfer.metric("tributary_transfer_lost_records_total{topic=\"f13r\"}"))
          .isEqualTo(15);
      await()
          .atMost(SOON)
          .until(() -> Json.write(transfer.status()).contains("offsets 10 to 24 are lost"));
    }
  }

  @Test
  @DisplayName("T14: an alias is refused visibly; an index deleted under load comes back as it was")
  void aliasAndDeletedIndex() {
    servers.createTopic("f14", 1);
    servers.createTopic("f14a", 1);
    servers.call("PUT", "/f14a-real", "{\"aliases\":{\"f14a\":{}}}");
    servers.sendLines("f14a", 1, 0, 5);
    servers.sendLines("f14", 1, 0, 10);
    try (RunningTransfer transfer = start("f14\", \"f14a")) {
      awaitCount("f14", 10);
      await()
          .atMost(SOON)
          .until(
              () ->
                  transfer
                      .status()
                      .elasticsearch()
                      .waiting()
                      .getOrDefault("f14a", "")
                      .contains("is an alias"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(Json.write(transfer.status())).contains("\"state\":\"waiting\""));
      servers.call("DELETE", "/f14", null);
      servers.sendLines("f14", 1, 10, 30);
      awaitCount("f14", 20);
      JsonNode mapping = servers.call("GET", "/f14/_mapping", null);
      assertThat(mapping.findPath("flattened").isMissingNode()).isTrue();
      assertThat(
              mapping.findPath("mappings").path("properties").path("fields").path("type").asText())
          .isEqualTo("flattened");

      servers.call("DELETE", "/f14a-real", null);
      awaitCount("f14a", 5);
    }
  }

  @Test
  @DisplayName("T12: a read-only index waits and says why, the others flow, all goes on afterwards")
  void readOnlyIndex() {
    servers.createTopic("f12", 1);
    servers.createTopic("f12-other", 1);
    servers.call("PUT", "/f12", "{\"settings\":{\"index.blocks.write\":true}}");
    servers.sendLines("f12", 1, 0, 20);
    try (RunningTransfer transfer = start("f12\", \"f12-other")) {
      await()
          .atMost(SOON)
          .until(
              () ->
                  transfer
                      .status()
                      .elasticsearch()
                      .waiting()
                      .getOrDefault("f12", "")
                      .contains("cluster_block_exception"));
      servers.sendLines("f12-other", 1, 0, 20);
      awaitCount("f12-other", 20);
      servers.call("PUT", "/f12/_settings", "{\"index.blocks.write\":false}");
      awaitCount("f12", 20);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"f12\"}")).isZero();
    }
  }

  @Test
  @DisplayName("T10: two transfers, one stopped, one added: exact")
  void twoTransfers() {
    servers.createTopic("f10", 6);
    servers.sendLines("f10", 6, 0, 3000);
    try (RunningTransfer one = start("f10")) {
      RunningTransfer two = start("f10");
      servers.sendLines("f10", 6, 3000, 12_000);
      await()
          .atMost(SOON)
          .until(
              () -> one.status().partitions().size() == 3 && two.status().partitions().size() == 3);
      servers.sendLines("f10", 6, 12_000, 15_000);
      two.close();
      servers.sendLines("f10", 6, 15_000, 18_000);
      awaitCount("f10", 18_000);
      await().atMost(SOON).until(() -> one.status().partitions().size() == 6);
      awaitLag(one, 0);
    }
  }

  @Test
  @DisplayName("C17: topics come from etcd and from the file, live")
  void liveTopics() throws IOException {
    servers.createTopic("f17", 1);
    servers.createTopic("f17-file", 1);
    servers.createTopic("f17-entry", 1);
    for (String topic : List.of("f17", "f17-file", "f17-entry")) {
      servers.sendLines(topic, 1, 0, 5);
    }
    try (RunningTransfer transfer =
        RunningTransfer.start("transfer { group = f17, collect-prefixes = [\"/f17/\"] }\n")) {
      servers.put("/tributary/topics/f17", "{}");
      servers.put("/f17/host", "[{\"path\": \"/var/log/x\", \"topic\": \"f17-entry\"}]");
      Files.writeString(
          transfer.file(), "transfer.topics = [f17-file]\n", StandardOpenOption.APPEND);
      awaitCount("f17", 5);
      awaitCount("f17-entry", 5);
      awaitCount("f17-file", 5);
    }
  }

  private RunningTransfer start(String topics) {
    return start(topics, Probes.NONE);
  }

  private RunningTransfer start(String topics, Probes probes) {
    return RunningTransfer.start(
        """
        transfer { group = "%s", topics = ["%s"], allow-topics = ["%s"], collect-prefixes = [] }
        """
            .formatted(topics.hashCode(), topics, topics),
        probes);
  }

  private void awaitCount(String index, long count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(servers.count(index)).isEqualTo(count));
  }

  private static void awaitLag(RunningTransfer transfer, long lag) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(transfer.status().partitions())
                    .as(() -> Json.write(transfer.status()))
                    .isNotEmpty()
                    .allMatch(partition -> partition.lag() == lag));
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters(String topic, int count) {
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

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
