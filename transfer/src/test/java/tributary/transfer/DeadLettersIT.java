package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.document.DocumentWriter;
import tributary.transfer.document.JsonBytes;
import tributary.transfer.record.Cursors;

/** What becomes of records that no index accepts, and of what agents say of their files. */
class DeadLettersIT extends OnServers {

  private static final String FILE_ID = "dc1h9zk0123456789abc";

  @Test
  @DisplayName(
      "T4: a document that the mapping refuses is a dead letter, its neighbours are indexed")
  void refusedDocument() {
    servers.createTopic("f4", 1);
    servers.call("PUT", "/f4", "{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}");
    String longKey = "k".repeat(65_536);
    for (String value : List.of("1", "no number", "2", "3")) {
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("f4", value.getBytes(UTF_8));
      record.headers().add(longKey, "kept".getBytes(UTF_8));
      servers.send(record);
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
      assertThat(header(first, longKey)).isEqualTo("kept");
      assertThat(header(first, "source.topic")).isEqualTo("f4");
      assertThat(header(first, "source.topic-id")).hasSize(22);
      assertThat(header(first, "source.partition")).isEqualTo("0");
      awaitSettled(transfer);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"f4\"}"))
          .isEqualTo(2);
    }
  }

  @Test
  @DisplayName(
      "T4: dead letters are found in tributary-dead, and are marked once put through again")
  void foundAndReplayed() {
    servers.createTopic("d4", 1);
    servers.call("PUT", "/d4", "{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}");
    for (String value : List.of("1", "no number", "neither")) {
      servers.send("d4", value);
    }
    servers.flush();

    try (RunningTransfer transfer = start("d4")) {
      awaitCount("d4", 1);
      awaitDead("d4", 2);
      JsonNode dead = dead("d4").get(0).path("_source");
      assertThat(dead.path("message").asText()).isEqualTo("no number");
      assertThat(dead.path("error").path("type").asText()).isEqualTo("document_parsing_exception");
      assertThat(dead.path("error").path("topic").asText()).isEqualTo("d4.dead");
      assertThat(dead.path("kafka").path("offset").asInt()).isEqualTo(1);

      List<ConsumerRecord<byte[], byte[]>> letters = deadLetters("d4.dead", 2);
      ConsumerRecord<byte[], byte[]> letter = letters.get(0);
      replay(letter, "d4");
      assertThat(header(deadLetters("d4.dead", 3).get(2), "source.offset")).isEqualTo("1");
      awaitSettled(transfer);
      assertThat(marked("d4")).isEmpty();

      servers.call("DELETE", "/d4", null);
      replay(letter, "d4");
      replay(letter, "d4");
      replay(letters.get(1), "d4");
      await().atMost(SOON).untilAsserted(() -> assertThat(marked("d4")).hasSize(2));
      awaitCount("d4", 2);
      awaitSettled(transfer);
      assertThat(transfer.metric("tributary_transfer_replayed_total{topic=\"d4\"}")).isEqualTo(3);
      assertThat(dead("d4")).hasSize(2);
    }
  }

  @Test
  @DisplayName("T4: killed between the dead letter and its settlement: stored twice, found once")
  void storedTwice() {
    servers.createTopic("d4k", 1);
    servers.call(
        "PUT", "/d4k", "{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}");
    for (String value : List.of("1", "no number", "2")) {
      servers.send("d4k", value);
    }
    servers.flush();
    for (int life = 1; life <= 2; life++) {
      // A new group has no commit, as one whose transfer died before it.
      try (RunningTransfer transfer = start(Probes.NONE, "transfer.group = d4k-" + life, "d4k")) {
        awaitSettled(transfer);
        deadLetters("d4k.dead", life);
      }
    }
    awaitCount("d4k", 2);
    awaitDead("d4k", 1);
  }

  @Test
  @DisplayName("T18: a refused foreign record of 5 MiB is a dead letter without its value")
  void hugeForeignRecord() {
    servers.createTopic("d18", 1, Map.of("max.message.bytes", "8388608"));
    servers.send("d18", "x".repeat(5 << 20));
    servers.send("d18", "a neighbour");
    servers.flush();

    try (RunningTransfer transfer = start("d18")) {
      awaitCount("d18", 1);
      ConsumerRecord<byte[], byte[]> letter = deadLetters("d18.dead", 1).get(0);
      assertThat(letter.value()).isNull();
      assertThat(header(letter, "error.type")).isEqualTo("http_413");
      assertThat(header(letter, "error.dropped")).isEqualTo("value");
      assertThat(header(letter, "source.offset")).isEqualTo("0");
      awaitSettled(transfer);
      await().atMost(SOON).untilAsserted(() -> assertThat(dead("d18")).hasSize(1));
    }
  }

  @Test
  @DisplayName(
      "T4: a document of exactly the server's limit, or a byte less, is indexed; one more is not")
  void atTheServersLimit() {
    servers.createTopic("d4max", 1, Map.of("max.message.bytes", "2097152"));
    JsonBytes empty = new JsonBytes(1024);
    boolean replayed =
        new DocumentWriter("d4max", "x".repeat(22))
            .write(Cursors.at(new ConsumerRecord<>("d4max", 0, 0, null, new byte[0])), empty);
    int room = TestServers.MOST_BYTES - empty.length();
    assertThat(replayed).isFalse();
    for (int length = room - 1; length <= room + 1; length++) {
      servers.send("d4max", "x".repeat(length));
    }
    servers.flush();

    try (RunningTransfer transfer = start("d4max")) {
      awaitCount("d4max", 2);
      ConsumerRecord<byte[], byte[]> letter = deadLetters("d4max.dead", 1).get(0);
      assertThat(header(letter, "error.type")).isEqualTo("http_413");
      assertThat(header(letter, "source.offset")).isEqualTo("2");
      awaitSettled(transfer);
    }
  }

  @Test
  @DisplayName("T4: all of a batch is refused: as many dead letters, nothing indexed, all settled")
  void allRefused() {
    servers.createTopic("d4all", 1);
    servers.call(
        "PUT", "/d4all", "{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}");
    servers.sendLines("d4all", 1, 0, 500);

    try (RunningTransfer transfer = start("d4all")) {
      awaitSettled(transfer);
      assertThat(deadLetters("d4all.dead", 500)).hasSize(500);
      assertThat(servers.count("d4all")).isZero();
    }
  }

  @Test
  @DisplayName("tributary.files: one document a file, the newest time wins, what is none stays")
  void statesOfFiles() {
    servers.createTopic("tributary.files", 1);
    state(1_000, 10);
    state(3_000, 30);
    state(2_000, 20);
    servers.send("tributary.files", "no state");
    servers.flush();

    try (RunningTransfer transfer = start("d-files")) {
      String left = "tributary_transfer_left_in_kafka_total{topic=\"tributary.files\"}";
      await().atMost(SOON).until(() -> transfer.metric(left) == 1);
      awaitCount("tributary-files", 1);
      awaitSettled(transfer);
      servers.call("POST", "/tributary-files/_refresh", null);
      JsonNode newest = servers.documents("tributary-files").get(0);
      assertThat(newest.path("_id").asText()).isEqualTo(FILE_ID);
      assertThat(newest.path("_source").path("size").asLong()).isEqualTo(30);
      assertThat(
              servers
                  .call("GET", "/tributary-files/_mapping", null)
                  .findPath("skipped")
                  .path("type")
                  .asText())
          .isEqualTo("long");
    }
  }

  private void state(long time, long size) {
    String value = "{\"id\":\"%s\",\"size\":%d,\"skipped\":0,\"time\":%d}";
    servers.send(
        new ProducerRecord<>(
            "tributary.files",
            FILE_ID.getBytes(UTF_8),
            value.formatted(FILE_ID, size, time).getBytes(UTF_8)));
  }

  private void awaitDead(String topic, int count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(dead(topic)).hasSize(count));
  }

  /** The topic's documents in tributary-dead, in the order of their offsets. */
  private List<JsonNode> dead(String topic) {
    return servers.documents("tributary-dead").stream()
        .filter(hit -> hit.path("_source").path("topic").asText().equals(topic))
        .sorted(Comparator.comparing(hit -> hit.path("_id").asText()))
        .toList();
  }

  private List<JsonNode> marked(String topic) {
    return dead(topic).stream()
        .filter(hit -> hit.path("_source").path("error").has("replayed"))
        .toList();
  }

  private void replay(ConsumerRecord<byte[], byte[]> letter, String topic) {
    servers.send(
        new ProducerRecord<>(
            topic, null, letter.timestamp(), letter.key(), letter.value(), letter.headers()));
    servers.flush();
  }
}
