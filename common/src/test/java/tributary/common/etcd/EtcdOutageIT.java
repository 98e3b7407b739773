package tributary.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tributary.common.etcd.Follower.SOON;
import static tributary.common.etcd.Follower.entry;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.collect.CollectedKeys;

/** A real etcd that is cut off, stopped, frozen or wiped. */
class EtcdOutageIT {
  private EtcdFixture etcd;
  private TcpLink link;
  private Follower follower;

  @BeforeEach
  void start() throws Exception {
    etcd = new EtcdFixture("EtcdOutageIT");
    link = new TcpLink(etcd.endpoint());
    etcd.put("/k/a", entry("a"));
    etcd.put("/k/b", entry("b"));
    follower =
        new Follower(
            EtcdConnection.connect(EtcdSettings.of(link.address())), "/k/a", "/k/b", "/k/c");
    follower.awaitTopics("a", "b");
    follower.awaitConnected();
  }

  @AfterEach
  void close() {
    follower.close();
    link.close();
    etcd.close();
  }

  private void awaitOneWatchForEachKey() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(etcd.metric("etcd_debugging_mvcc_watcher_total")).isEqualTo(3));
  }

  /** At every moment since the first reading, key A's entry was in force. */
  private void assertNeverStopped() {
    assertThat(follower.states().stream().skip(1).map(Follower::topics))
        .allSatisfy(topics -> assertThat(topics).contains("a"));
  }

  @Test
  @DisplayName(
      "C3: cut off, 50 puts and a compaction, the link returns: the last value is in force")
  void cutAndCompacted() {
    link.cut();
    follower.awaitCut();
    long revision = 0;
    for (int i = 1; i <= 50; i++) {
      revision = etcd.put("/k/b", entry("b" + i));
    }
    etcd.compact(revision);
    link.restore();
    follower.awaitTopics("a", "b50");
    follower.awaitConnected();
    etcd.put("/k/b", entry("after"));
    follower.awaitTopics("a", "after");
    assertNeverStopped();
    follower.assertNothingTwice("/k/b");
  }

  @Test
  @DisplayName("C3: a key that is deleted while the link is cut is noticed when it returns")
  void deletedWhileCut() {
    link.cut();
    follower.awaitCut();
    await().atMost(SOON).until(() -> follower.watcher().problem().isPresent());
    etcd.delete("/k/b");
    etcd.put("/k/c", entry("c"));
    link.restore();
    follower.awaitTopics("a", "c");
    await().atMost(SOON).untilAsserted(() -> assertThat(follower.watcher().problem()).isEmpty());
  }

  @Test
  @DisplayName("C4: etcd stopped for a while: one watch per key afterwards, a change applies soon")
  void stopped() throws Exception {
    etcd.server().stop();
    follower.awaitCut();
    // Ten seconds of attempts: gRPC's own back-off would have grown beyond them.
    await().atMost(SOON).pollDelay(Duration.ofSeconds(10)).until(() -> true);
    assertThat(follower.watcher().problem()).isPresent();
    assertThat(follower.topics()).containsExactly("a", "b");
    etcd.start(false);
    etcd.put("/k/b", entry("after"));
    follower.awaitConnected();
    follower.awaitTopics("a", "after");
    awaitOneWatchForEachKey();
    assertNeverStopped();
  }

  @Test
  @DisplayName("C4: etcd killed and started five times: one watch per key afterwards")
  void killed() throws Exception {
    for (int i = 1; i <= 5; i++) {
      etcd.server().kill();
      follower.awaitCut();
      etcd.start(false);
      follower.awaitConnected();
      etcd.put("/k/b", entry("b" + i));
      follower.awaitTopics("a", "b" + i);
    }
    awaitOneWatchForEachKey();
    assertNeverStopped();
  }

  @Test
  @DisplayName("C20: a connection that stays open while nothing comes through is given up")
  void frozen() {
    link.freeze();
    etcd.put("/k/b", entry("after"));
    await()
        .atMost(SOON.multipliedBy(2))
        .untilAsserted(() -> assertThat(follower.topics()).containsExactly("a", "after"));
    assertNeverStopped();
  }

  @Test
  @DisplayName("C4: etcd paused for longer than the keep-alive: all goes on when it runs again")
  void paused() {
    etcd.server().pause();
    follower.awaitCut();
    etcd.server().resume();
    follower.awaitConnected();
    etcd.put("/k/b", entry("after"));
    follower.awaitTopics("a", "after");
    assertNeverStopped();
  }

  @Test
  @DisplayName("C19: etcd is wiped: nothing stops, it is visible, and a put of a key counts again")
  void wiped() throws Exception {
    etcd.server().kill();
    etcd.start(true);
    await().atMost(SOON).until(() -> follower.key("/k/a").kept());
    assertThat(follower.topics()).containsExactly("a", "b");
    assertThat(follower.key("/k/a").error().orElseThrow()).contains("until it is put again");
    follower.awaitConnected();

    etcd.put("/k/b", "[]");
    follower.awaitTopics("a");
    etcd.put("/k/a", entry("x"));
    etcd.delete("/k/a");
    follower.awaitTopics();
    CollectedKeys state = follower.state();
    assertThat(state.keys().keySet()).containsExactly("/k/b");
  }
}
