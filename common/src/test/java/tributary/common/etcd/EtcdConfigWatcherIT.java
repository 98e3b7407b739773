package tributary.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tributary.common.etcd.Follower.SOON;
import static tributary.common.etcd.Follower.entry;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of keys on a real etcd that stays up. */
class EtcdConfigWatcherIT {
  private static EtcdFixture etcd;

  private Follower follower;

  @BeforeAll
  static void startEtcd() {
    etcd = new EtcdFixture("EtcdConfigWatcherIT");
  }

  @AfterAll
  static void stopEtcd() {
    etcd.close();
  }

  @BeforeEach
  void clear() {
    List.of("/k/a", "/k/b", "/dir/x", "/dir/y", "/dir/y/z").forEach(etcd::delete);
  }

  @AfterEach
  void close() {
    if (follower != null) {
      follower.close();
    }
  }

  private Follower follow(String... keys) throws Exception {
    follower = new Follower(etcd.connect(), keys);
    return follower;
  }

  @Test
  @DisplayName("C1: 200 puts race with start-up: the last is in force soon, none is applied twice")
  void putsRaceWithStartUp() throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    AtomicInteger puts = new AtomicInteger();
    var putting =
        writer.scheduleAtFixedRate(
            () -> etcd.put("/k/a", entry("t" + puts.incrementAndGet())),
            0,
            5,
            TimeUnit.MILLISECONDS);
    await().atMost(SOON).until(() -> puts.get() > 20);
    follow("/k/a");
    await().atMost(SOON).until(() -> puts.get() > 200 && follower.states().size() > 5);
    putting.cancel(false);
    writer.shutdown();
    assertThat(writer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    follower.awaitTopics("t" + puts.get());
    follower.assertNothingTwice("/k/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{bad",
        "",
        " ",
        "[{\"path\": \"/a\"}]",
        "[{\"path\": \"/a\", \"topic\": \"a b\"}]",
        "[{\"path\": \"/a\", \"topic\": \"a\", \"include\": \"[\"}]",
        "[{\"path\": \"/a\", \"topic\": \"a\", \"encoding\": \"klingon\"}]",
        "[{\"path\": \"a\", \"topic\": \"a\"}]",
        "[{\"path\": \"/a\", \"topic\": 7}]",
      })
  @DisplayName("C5, C13: a broken value is visible and changes nothing; a good one applies soon")
  void brokenValue(String broken) throws Exception {
    etcd.put("/k/a", entry("good"));
    follow("/k/a").awaitTopics("good");
    long revision = etcd.put("/k/a", broken);
    await().atMost(SOON).until(() -> follower.key("/k/a").seen() == revision);
    assertThat(follower.key("/k/a").error().orElseThrow()).startsWith("line 1 column ");
    assertThat(follower.topics()).containsExactly("good");
    etcd.put("/k/a", entry("better"));
    follower.awaitTopics("better");
    assertThat(follower.key("/k/a").error()).isEmpty();
  }

  @Test
  @DisplayName("C6: of two keys one is deleted: only its entries stop; put again, they are back")
  void deletedKey() throws Exception {
    etcd.put("/k/a", entry("a"));
    etcd.put("/k/b", entry("b"));
    follow("/k/a", "/k/b").awaitTopics("a", "b");
    etcd.delete("/k/a");
    follower.awaitTopics("b");
    etcd.put("/k/a", entry("a"));
    follower.awaitTopics("a", "b");
  }

  @Test
  @DisplayName("C7: two addresses have two keys: a put on one leaves the other's value untouched")
  void twoAddresses() throws Exception {
    etcd.put("/k/a", entry("a"));
    etcd.put("/k/b", entry("b"));
    var keys = new KeyTemplate("/k/{ip}").expand(List.of("a", "b"), "id", List.of());
    follow(keys.stream().map(WatchedKey::key).toArray(String[]::new)).awaitTopics("a", "b");
    var before = follower.key("/k/a");
    etcd.put("/k/b", entry("c"));
    follower.awaitTopics("a", "c");
    assertThat(follower.key("/k/a")).isSameAs(before);
  }

  @Test
  @DisplayName("C9: fifty updates that alternate entries, quickly: nothing is stuck")
  void alternates() throws Exception {
    follow("/k/a").awaitConnected();
    for (int i = 1; i <= 50; i++) {
      etcd.put("/k/a", entry(i % 2 == 0 ? "even" : "odd"));
    }
    follower.awaitTopics("even");
    etcd.put("/k/a", entry("odd"));
    follower.awaitTopics("odd");
    follower.assertNothingTwice("/k/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null"})
  @DisplayName("C13: [] and null stop the key's entries; a key that was never there has none")
  void stops(String nothing) throws Exception {
    etcd.put("/k/a", entry("a"));
    follow("/k/a", "/k/b").awaitTopics("a");
    assertThat(follower.key("/k/b")).isNull();
    etcd.put("/k/a", nothing);
    follower.awaitTopics();
    assertThat(follower.key("/k/a").error()).isEmpty();
  }

  @Test
  @DisplayName("C14: a directory with one object per key, followed below any depth")
  void directory() throws Exception {
    etcd.put("/dir/x", "{\"logPath\": \"/var/log/x\", \"LogTopic\": \"x\", \"service\": 1}");
    follow("/dir/").awaitTopics("x");
    etcd.put("/dir/y", "{\"path\": \"/var/log/y\", \"topic\": \"y\"}");
    etcd.put("/dir/y/z", entry("z"));
    follower.awaitTopics("x", "y", "z");
    etcd.delete("/dir/x");
    follower.awaitTopics("y", "z");
    assertThat(follower.state().keys().keySet()).containsExactly("/dir/y", "/dir/y/z");
  }

  @Test
  @DisplayName("C14: a directory and a key in it: a change is seen once, and rightly")
  void overlap() throws Exception {
    follow("/dir/", "/dir/x").awaitConnected();
    etcd.put("/dir/x", entry("one"));
    etcd.delete("/dir/x");
    etcd.put("/dir/x", entry("two"));
    follower.awaitTopics("two");
    etcd.delete("/dir/x");
    follower.awaitTopics();
  }

  @Test
  @DisplayName("C21: keys come and go while running; what was there is not read as a change")
  void otherKeys() throws Exception {
    etcd.put("/k/a", entry("a"));
    etcd.put("/k/b", entry("b"));
    follow("/k/a").awaitTopics("a");
    var before = follower.key("/k/a");
    follower.watcher().watch(Follower.watched("/k/a", "/k/b"));
    follower.awaitTopics("a", "b");
    assertThat(follower.key("/k/a")).isSameAs(before);
    follower.watcher().watch(Follower.watched("/k/b"));
    follower.awaitTopics("b");
    etcd.put("/k/a", entry("x"));
    etcd.put("/k/b", entry("y"));
    follower.awaitTopics("y");
  }

  @Test
  @DisplayName("a large directory is read in pages, at one revision")
  void readsPages() throws Exception {
    for (int i = 0; i < 1203; i++) {
      etcd.put("/big/%04d".formatted(i), "null");
    }
    follow("/big/");
    await().atMost(SOON).until(() -> follower.state().keys().size() == 1203);
    assertThat(follower.states()).hasSize(2);
  }

  @Test
  @DisplayName("C18: connections made and closed leave no thread behind")
  void leavesNoThread() throws Exception {
    for (int i = 0; i < 10; i++) {
      follow("/k/a", "/dir/").awaitConnected();
      follower.close();
    }
    await()
        .atMost(SOON.multipliedBy(2))
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("etcd-")));
    // The operator's own client stays; ten more would have many times its threads.
    await()
        .atMost(SOON.multipliedBy(2))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
                        .count()
                    < 10);
  }
}
