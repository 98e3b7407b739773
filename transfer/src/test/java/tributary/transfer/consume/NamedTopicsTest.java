package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.collect.Glob;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.EtcdValue;
import tributary.common.etcd.WatchedKey;

/** Who names topics. */
class NamedTopicsTest {

  private static final WatchedKey HOSTS = WatchedKey.of("/tributary/hosts/");

  private final AtomicInteger changes = new AtomicInteger();
  private final NamedTopics names =
      new NamedTopics(List.of(Glob.compile("web*"), Glob.compile("app")), changes::incrementAndGet);

  @Test
  @DisplayName("C17: the file, the topics' keys and the entries name topics, together")
  void union() {
    names.file(List.of("app"));
    names.directory(snapshot(1, NamedTopics.DIRECTORY, "/tributary/topics/web1", "{}"));
    names.entries(
        snapshot(
            1, HOSTS, "/tributary/hosts/h", "[{\"path\": \"/var/log/x\", \"topic\": \"web2\"}]"));

    assertThat(names.named()).containsExactly("app", "web1", "web2");
    assertThat(changes).hasValue(3);
  }

  @Test
  @DisplayName("C17: a topic that two entries name stays when one of them goes")
  void oneOfTwoGoes() {
    String both =
        "[{\"path\": \"/a\", \"topic\": \"web2\"}, {\"path\": \"/b\", \"topic\": \"web2\"}]";
    names.entries(snapshot(1, HOSTS, "/tributary/hosts/h", both));
    names.entries(
        snapshot(2, HOSTS, "/tributary/hosts/h", "[{\"path\": \"/b\", \"topic\": \"web2\"}]"));

    assertThat(names.named()).containsExactly("web2");
  }

  @Test
  void aBrokenValueLeavesTheLastGoodOne() {
    names.entries(
        snapshot(1, HOSTS, "/tributary/hosts/h", "[{\"path\": \"/b\", \"topic\": \"web2\"}]"));
    names.entries(snapshot(2, HOSTS, "/tributary/hosts/h", "{bad"));

    assertThat(names.named()).containsExactly("web2");
  }

  @Test
  void topicsThatMayNotBeAreRefusedWithTheReason() {
    names.file(List.of("other", "web.dead", "tributary.files"));

    assertThat(names.named()).isEmpty();
    assertThat(names.refused()).containsOnlyKeys("other", "web.dead", "tributary.files");
    assertThat(names.refused().get("other")).contains("allow-topics");
    assertThat(names.problem("web1")).isEmpty();
  }

  private static EtcdSnapshot snapshot(long revision, WatchedKey key, String name, String value) {
    TreeMap<String, EtcdValue> values = new TreeMap<>();
    values.put(name, EtcdValue.of(value, revision));
    return new EtcdSnapshot(1, revision, Set.of(key), values, new TreeSet<>());
  }
}
