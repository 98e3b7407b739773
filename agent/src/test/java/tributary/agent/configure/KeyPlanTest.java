package tributary.agent.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectedKeys;
import tributary.common.collect.KeyState;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.EtcdValue;
import tributary.common.etcd.KeyTemplate;
import tributary.common.etcd.WatchedKey;

/** Which keys a host follows, and in which order. */
class KeyPlanTest {
  private static final List<String> ADDRESSES = List.of("10.0.0.9", "10.0.0.10");

  @Test
  @DisplayName("C7: one key for each address, then the id's, then the groups'")
  void followsAllKeysOfAHost() {
    KeyPlan plan =
        KeyPlan.of(
            local(Set.of("web"), "/h/{address}", "/h/{id}", "/g/{group}"),
            ADDRESSES,
            "web-1",
            CollectedKeys.none());
    assertThat(plan.keys())
        .containsExactlyElementsOf(keys("/h/10.0.0.10", "/h/10.0.0.9", "/h/web-1", "/g/web"));
  }

  @Test
  @DisplayName("Groups that a host's own key names count, those in a group's key don't")
  void takesGroupsFromHostKeys() {
    CollectedKeys collected =
        collected(
            Map.of(
                "/h/web-1", "{\"groups\": [\"web\", \"prod\"], \"collect\": []}",
                "/g/web", "{\"groups\": [\"sly\"], \"collect\": []}"));
    KeyPlan plan =
        KeyPlan.of(local(Set.of("all"), "/g/{group}", "/h/{id}"), ADDRESSES, "web-1", collected);
    assertThat(plan.groups()).containsExactly("all", "prod", "web");
    assertThat(plan.keys())
        .containsExactlyElementsOf(keys("/g/all", "/g/prod", "/g/web", "/h/web-1"));
  }

  @Test
  @DisplayName("C14: a directory's keys come in their order; a key under two templates counts once")
  void ordersDirectories() {
    CollectedKeys collected =
        collected(Map.of("/log/b", "[]", "/log/a", "[]", "/log/a/x", "[]", "/z", "[]"));
    KeyPlan plan = KeyPlan.of(local(Set.of(), "/z", "/log/b", "/log/"), ADDRESSES, "i", collected);
    assertThat(plan.inOrder(collected))
        .extracting(KeyState::key)
        .containsExactly("/z", "/log/b", "/log/a", "/log/a/x");
  }

  private static CollectSettings local(Set<String> groups, String... templates) {
    return new CollectSettings(
        groups, Stream.of(templates).map(KeyTemplate::new).toList(), List.of(), List.of());
  }

  private static List<WatchedKey> keys(String... keys) {
    return Stream.of(keys).map(WatchedKey::of).toList();
  }

  static CollectedKeys collected(Map<String, String> texts) {
    TreeMap<String, EtcdValue> values = new TreeMap<>();
    texts.forEach((key, text) -> values.put(key, EtcdValue.of(text, 7)));
    return CollectedKeys.none()
        .apply(new EtcdSnapshot(1, 9, Set.of(), values, new TreeSet<>()), new CollectCodec());
  }
}
