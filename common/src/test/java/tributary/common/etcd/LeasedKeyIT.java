package tributary.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.KeyValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Presence and announcements on a real etcd. */
class LeasedKeyIT {
  private static final String KEY = "/tributary/agents/one";
  private static final Duration TTL = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private EtcdFixture etcd;
  private EtcdConnection connection;
  private LeasedKey key;

  @BeforeEach
  void start() throws Exception {
    etcd = new EtcdFixture("LeasedKeyIT");
    connection = etcd.connect();
    key = new LeasedKey(connection, KEY, TTL, EtcdFixture.backoff());
  }

  @AfterEach
  void close() {
    key.close();
    connection.close();
    etcd.close();
  }

  private void awaitValue(String value) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(values()).containsExactly(value));
  }

  private List<String> values() {
    return etcd.get(KEY).getKvs().stream().map(pair -> pair.getValue().toString()).toList();
  }

  @Test
  @DisplayName(
      "§9: the key is kept beyond its lease, written only when it changes, and goes at close")
  void isKept() {
    key.set("one");
    awaitValue("one");
    key.set("one");
    long begin = System.nanoTime();
    await().atMost(PATIENCE).until(() -> System.nanoTime() - begin > TTL.multipliedBy(3).toNanos());
    KeyValue pair = etcd.get(KEY).getKvs().get(0);
    assertThat(pair.getVersion()).isEqualTo(1);
    assertThat(pair.getLease()).isNotZero();
    key.set("two");
    awaitValue("two");
    key.close();
    assertThat(values()).isEmpty();
  }

  @Test
  @DisplayName("C4: the key is put again after its lease ran out while etcd was away")
  void survivesAnOutage() throws Exception {
    key.set("one");
    awaitValue("one");
    etcd.server().stop();
    await().atMost(PATIENCE).until(() -> key.problem().isPresent());
    key.set("two");
    etcd.start(false);
    awaitValue("two");
    await().atMost(PATIENCE).until(() -> key.problem().isEmpty());
  }

  @Test
  @DisplayName("C19: the key is put again in an etcd that came back empty")
  void survivesAWipe() throws Exception {
    key.set("one");
    awaitValue("one");
    etcd.server().kill();
    etcd.start(true);
    awaitValue("one");
  }

  @Test
  @DisplayName("a lease that an operator revoked is granted again")
  void survivesRevocation() {
    key.set("one");
    awaitValue("one");
    KeyValue first = etcd.get(KEY).getKvs().get(0);
    EtcdFixture.answer(etcd.operator().getLeaseClient().revoke(first.getLease()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(etcd.get(KEY).getKvs())
                    .singleElement()
                    .satisfies(
                        again -> {
                          assertThat(again.getCreateRevision())
                              .isGreaterThan(first.getCreateRevision());
                          assertThat(again.getLease()).isNotEqualTo(first.getLease());
                        }));
    awaitValue("one");
  }

  @Test
  @DisplayName(
      "C17: an announced key is put if absent, however late etcd comes, and never overwritten")
  void announces() throws Exception {
    etcd.put("/tributary/topics/taken", "theirs");
    etcd.server().stop();
    try (AnnouncedKeys announced = new AnnouncedKeys(connection, EtcdFixture.backoff())) {
      announced.announce("/tributary/topics/taken", "ours");
      announced.announce("/tributary/topics/free", "ours");
      await().atMost(PATIENCE).until(() -> announced.problem().isPresent());
      etcd.start(false);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(etcd.get("/tributary/topics/free").getKvs()).hasSize(1));
      assertThat(etcd.get("/tributary/topics/taken").getKvs().get(0).getValue())
          .hasToString("theirs");
      etcd.delete("/tributary/topics/free");
      announced.announceAgain();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(etcd.get("/tributary/topics/free").getKvs()).hasSize(1));
    }
  }
}
