package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;

/** What the transfer makes of indices that are not as it would have them. */
class IndicesIT extends OnServers {

  @Test
  @DisplayName("T14: an alias is refused visibly; an index deleted under load comes back as it was")
  void aliasAndDeletedIndex() {
    servers.createTopic("f14", 1);
    servers.createTopic("f14a", 1);
    servers.call("PUT", "/f14a-real", "{\"aliases\":{\"f14a\":{}}}");
    servers.sendLines("f14a", 1, 0, 5);
    servers.sendLines("f14", 1, 0, 10);
    try (RunningTransfer transfer = start("f14", "f14a")) {
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
  @DisplayName("T12: at the shard limit an index waits and says why, the others flow, all goes on")
  void shardLimit() {
    servers.createTopic("i12s", 1);
    servers.createTopic("i12s-other", 1);
    servers.call("PUT", "/i12s-other", "{}");
    servers.sendLines("i12s", 1, 0, 20);
    servers.sendLines("i12s-other", 1, 0, 20);
    shardsPerNode("1");
    try (RunningTransfer transfer = start("i12s", "i12s-other")) {
      awaitWaiting(transfer, "i12s", "validation_exception");
      awaitCount("i12s-other", 20);
      shardsPerNode("null");
      awaitCount("i12s", 20);
      awaitSettled(transfer);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"i12s\"}")).isZero();
    } finally {
      shardsPerNode("null");
    }
  }

  private void shardsPerNode(String number) {
    servers.call(
        "PUT",
        "/_cluster/settings",
        "{\"persistent\":{\"cluster.max_shards_per_node\":" + number + "}}");
  }

  @Test
  @DisplayName("T17: a late line for a closed day's index is a dead letter, today's flow")
  void closedDay() {
    servers.createTopic("i17", 1);
    long now = System.currentTimeMillis();
    long before = now - Duration.ofDays(2).toMillis();
    String index = "i17-" + LocalDate.ofInstant(Instant.ofEpochMilli(before), ZoneOffset.UTC);
    servers.send(new ProducerRecord<>("i17", null, before, null, "early".getBytes(UTF_8)));
    servers.flush();
    String dated = "transfer.index = \"{topic}-{yyyy.MM.dd}\"";
    try (RunningTransfer transfer = start(Probes.NONE, dated, "i17")) {
      String closed = index.replaceFirst("(\\d+)-(\\d+)-(\\d+)$", "$1.$2.$3");
      awaitCount(closed, 1);
      servers.call("POST", "/" + closed + "/_close", null);
      servers.send(new ProducerRecord<>("i17", null, before, null, "late".getBytes(UTF_8)));
      servers.send(new ProducerRecord<>("i17", null, now, null, "today".getBytes(UTF_8)));
      servers.flush();
      assertThat(header(deadLetters("i17.dead", 1).get(0), "error.type"))
          .isEqualTo("index_closed_exception");
      String documents = "tributary_transfer_documents_total{topic=\"i17\"}";
      await().atMost(SOON).until(() -> transfer.metric(documents) == 2);
      awaitSettled(transfer);
    }
  }

  @Test
  @DisplayName("T17: a topic with LogAppendTime under a dated index is refused visibly")
  void logAppendTime() {
    servers.createTopic("i17a", 1, Map.of("message.timestamp.type", "LogAppendTime"));
    servers.sendLines("i17a", 1, 0, 5);
    String dated = "transfer.index = \"{topic}-{yyyy}\"";
    try (RunningTransfer transfer = start(Probes.NONE, dated, "i17a")) {
      await()
          .atMost(SOON)
          .until(
              () ->
                  transfer
                      .status()
                      .topicProblems()
                      .getOrDefault("i17a", "")
                      .contains("LogAppendTime"));
      assertThat(partitions(transfer, "i17a")).isEmpty();
    }
    try (RunningTransfer transfer = start("i17a")) {
      awaitSettled(transfer);
      awaitCount("i17a", 5);
    }
  }

  @Test
  @DisplayName("T16: the same file id and the same end, another text: both are there")
  void clonedHost() {
    servers.createTopic("i16", 1);
    for (String text : List.of("of the host", "of its clone", "of the host")) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>("i16", "dc1h9zk0123456789abc".getBytes(UTF_8), text.getBytes(UTF_8));
      record.headers().add("span", "0:12".getBytes(UTF_8));
      servers.send(record);
    }
    servers.flush();
    try (RunningTransfer transfer = start("i16")) {
      awaitSettled(transfer);
      awaitCount("i16", 2);
      await()
          .atMost(SOON)
          .until(() -> transfer.metric("tributary_transfer_duplicates_total{topic=\"i16\"}") == 1);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(transfer.status().searchable())
                      .hasEntrySatisfying("i16", seen -> assertThat(seen.lines()).isEqualTo(2)));
    }
  }

  @Test
  @DisplayName("T8: an index whose name holds what a URL must escape is made, filled and shown")
  void nameThatAUrlEscapes() {
    servers.createTopic("i8", 1);
    servers.sendLines("i8", 1, 0, 20);
    String index = "%2f;&=@'(ä)+[i8]~%";
    String pattern = "transfer.index = \"%2f;&=@'(ä)+[{topic}]~%\"";
    try (RunningTransfer transfer = start(Probes.NONE, pattern, "i8")) {
      awaitSettled(transfer);
      awaitCount(URLEncoder.encode(index, UTF_8), 20);
      assertThat(transfer.status().topics().get("i8")).isEqualTo(index);
      JsonNode indices = servers.call("GET", "/_cat/indices?format=json", null);
      assertThat(indices.findValuesAsText("index")).contains(index);
      assertThat(
              servers
                  .call("GET", "/" + URLEncoder.encode(index, UTF_8) + "/_mapping", null)
                  .path(index)
                  .findPath("fields")
                  .path("type")
                  .asText())
          .isEqualTo("flattened");
    }
  }

  @Test
  @DisplayName("T12: a read-only index waits and says why, the others flow, all goes on afterwards")
  void readOnlyIndex() {
    servers.createTopic("f12", 1);
    servers.createTopic("f12-other", 1);
    servers.call("PUT", "/f12", "{\"settings\":{\"index.blocks.write\":true}}");
    servers.sendLines("f12", 1, 0, 20);
    try (RunningTransfer transfer = start("f12", "f12-other")) {
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
  @DisplayName(
      "T12: many partitions with large batches stand still for good: the others flow, all goes on")
  void manyStandStill() {
    int still = 27;
    servers.createTopic("i12m", still);
    servers.createTopic("i12m-other", 1);
    servers.call("PUT", "/i12m", "{\"settings\":{\"index.blocks.write\":true}}");
    sendInTwos("i12m", still);
    String little = "transfer.batch.max-bytes = 512KiB\ntransfer.in-flight = 2\n";
    try (RunningTransfer transfer = start(Probes.NONE, little, "i12m", "i12m-other")) {
      awaitWaiting(transfer, "i12m", "cluster_block_exception");
      for (int i = 0; i < 100; i += 20) {
        servers.sendLines("i12m-other", 1, i, i + 20);
        awaitCount("i12m-other", i + 20);
      }
      servers.call("PUT", "/i12m/_settings", "{\"index.blocks.write\":false}");
      awaitCount("i12m", 2L * still);
      awaitSettled(transfer);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"i12m\"}")).isZero();
      assertThat(transfer.metric("tributary_transfer_duplicates_total{topic=\"i12m\"}")).isZero();
    }
  }

  /** In each partition one batch of two records, together nearly as large as a broker takes. */
  private void sendInTwos(String topic, int partitions) {
    byte[] half = "x".repeat(480_000).getBytes(UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers.kafka().address(),
                "batch.size",
                1_000_000,
                "linger.ms",
                10_000),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 2 * partitions; i++) {
        var unused = producer.send(new ProducerRecord<>(topic, i / 2, null, half));
      }
      producer.flush();
    }
  }
}
