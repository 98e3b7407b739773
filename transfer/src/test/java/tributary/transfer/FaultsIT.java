package tributary.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;
import tributary.support.faults.Fault;
import tributary.support.faults.FaultyProxy;

/** What the transfer does when something goes wrong around it. */
class FaultsIT extends OnServers {

  /** Whatever a test did to it, the next one finds it running. */
  @AfterEach
  void startElasticsearch() {
    servers.elasticsearch().start();
    servers.elasticsearch().awaitReady(SOON);
  }

  @Test
  @DisplayName(
      "T7: in a running transfer a worker that throws is restarted, three times, the others go on")
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
              if (record.partition().topic().equals("f7") && record.offset() == 50) {
                throw new IllegalArgumentException("injected");
              }
            });

    try (RunningTransfer transfer = start(probes, "", "f7", "f7-other")) {
      servers.sendLines("f7-other", 1, 0, 100);
      awaitCount("f7-other", 100);
      awaitCount("f7", 99);
      assertThat(header(deadLetters("f7.dead", 1).get(0), "error.type"))
          .isEqualTo("document_exception");
      assertThat(
              transfer.metric(
                  "tributary_transfer_worker_restarts_total{partition=\"0\",topic=\"f7\"}"))
          .isEqualTo(3);
      awaitSettled(transfer);
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
      assertThat(partitions(transfer, "f3")).hasSize(4);
      servers.elasticsearch().start();
      servers.elasticsearch().awaitReady(Duration.ofMinutes(3));
      awaitCount("f3", 20_000);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"f3\"}")).isZero();
      awaitSettled(transfer);
    }
  }

  @Test
  @DisplayName("T3: over a line that cuts, resets, delays and garbles answers: exact")
  void badLine() throws IOException {
    Random random = new Random();
    Fault[] all = Fault.values();
    servers.createTopic("f3p", 4);
    try (FaultyProxy proxy =
            new FaultyProxy(
                URI.create(servers.elasticsearch().url()),
                () -> random.nextBoolean() ? Fault.NONE : all[random.nextInt(all.length)],
                random);
        RunningTransfer transfer =
            start(
                Probes.NONE,
                "elasticsearch.hosts = [\"%s\"], transfer.batch.max-docs = 100"
                    .formatted(proxy.url()),
                "f3p")) {
      servers.sendLines("f3p", 4, 0, 3000);
      awaitSettled(transfer);
      awaitCount("f3p", 3000);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"f3p\"}")).isZero();
      assertThat(proxy.bulks()).isGreaterThan(30);
    }
  }

  @Test
  @DisplayName("T13: a topic that is deleted and created again is read from its start")
  void recreatedTopic() {
    servers.createTopic("f13", 1);
    servers.sendLines("f13", 1, 0, 50);
    try (RunningTransfer transfer = start("f13")) {
      awaitCount("f13", 50);
      awaitSettled(transfer);
      servers.delete(Set.of("f13"));
      await().atMost(SOON).until(() -> transfer.status().topicProblems().containsKey("f13"));
      servers.createTopic("f13", 1);
      servers.sendLines("f13", 1, 0, 5);
      awaitCount("f13", 55);
    }
  }

  @Test
  @DisplayName("T13: a topic deleted while its worker is being restarted holds up no other")
  void deletedWhileRestarting() {
    servers.createTopic("f13d", 2);
    servers.createTopic("f13d-other", 1);
    servers.sendLines("f13d", 2, 0, 10);
    Probes probes =
        new Probes(
            partition -> {
              if (partition.topic().equals("f13d")) {
                throw new IllegalStateException("injected");
              }
            },
            record -> {});
    try (RunningTransfer transfer = start(probes, "", "f13d", "f13d-other")) {
      await()
          .atMost(SOON)
          .until(
              () ->
                  partitions(transfer, "f13d").stream()
                      .anyMatch(partition -> partition.state().equals("restarting")));
      servers.delete(Set.of("f13d"));
      servers.sendLines("f13d-other", 1, 0, 100);
      awaitCount("f13d-other", 100);
      await().atMost(SOON).until(() -> partitions(transfer, "f13d").isEmpty());
      assertThat(transfer.status().crashes()).isEmpty();
    }
  }

  @Test
  @DisplayName("T13: retention passes the committed offset: reading goes on, the loss is reported")
  void retention() {
    servers.createTopic("f13r", 1);
    servers.sendLines("f13r", 1, 0, 10);
    try (RunningTransfer transfer = start("f13r")) {
      awaitCount("f13r", 10);
      awaitSettled(transfer);
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
  @DisplayName("a record damaged on the broker's disk stops its partition visibly, and no other")
  void damagedRecord() throws IOException {
    servers.createTopic("f-bad", 1);
    servers.createTopic("f-bad-other", 1);
    servers.sendLines("f-bad", 1, 0, 10);
    servers.damage("f-bad");
    try (RunningTransfer transfer = start("f-bad", "f-bad-other")) {
      await()
          .atMost(SOON)
          .until(
              () ->
                  partitions(transfer, "f-bad").stream()
                      .anyMatch(partition -> partition.lastError().contains("is corrupt")));
      servers.sendLines("f-bad-other", 1, 0, 100);
      awaitCount("f-bad-other", 100);
      assertThat(transfer.status().crashes()).isEmpty();
      assertThat(transfer.page("/readyz")).doesNotContain("Kafka:");
    }
  }

  @Test
  @DisplayName("T10: two transfers share the partitions, one is stopped in order: exact")
  void twoTransfers() {
    servers.createTopic("f10", 6);
    servers.sendLines("f10", 6, 0, 3000);
    try (RunningTransfer one = start("f10")) {
      RunningTransfer two = start("f10");
      servers.sendLines("f10", 6, 3000, 12_000);
      await()
          .atMost(SOON)
          .until(() -> partitions(one, "f10").size() == 3 && partitions(two, "f10").size() == 3);
      servers.sendLines("f10", 6, 12_000, 15_000);
      two.close();
      servers.sendLines("f10", 6, 15_000, 18_000);
      awaitCount("f10", 18_000);
      await().atMost(SOON).until(() -> partitions(one, "f10").size() == 6);
      awaitSettled(one);
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
}
