package tributary.common.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.EtcdValue;
import tributary.common.etcd.WatchedKey;

/** What stays in force after which snapshot. */
class CollectedKeysTest {
  private static final String A = "[{\"path\": \"/a\", \"topic\": \"a\"}]";
  private static final String B = "[{\"path\": \"/b\", \"topic\": \"b\"}]";
  private static final Set<WatchedKey> WATCHED =
      new LinkedHashSet<>(List.of(WatchedKey.of("/k/a"), WatchedKey.of("/k/b")));

  private final CollectCodec codec = new CollectCodec();

  @Test
  @DisplayName("C7: two keys stand beside each other, and a put on one leaves the other alone")
  void keepsKeysApart() {
    CollectedKeys before =
        apply(CollectedKeys.none(), 1, 5, Map.of("/k/a", at(A, 4), "/k/b", at(B, 5)));
    assertThat(topics(before)).containsExactly("a", "b");
    CollectedKeys after = apply(before, 1, 6, Map.of("/k/a", at(A, 4), "/k/b", at(A, 6)));
    assertThat(after.keys().get("/k/a")).isSameAs(before.keys().get("/k/a"));
    assertThat(topics(after)).containsExactly("a", "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{bad", "", " ", "[{\"path\": \"/a\"}]", "[{\"path\": 7, \"topic\": \"a\"}]"})
  @DisplayName("C5, C13: a broken value leaves the last good one in force, and a good one applies")
  void keepsTheLastGoodValue(String broken) {
    CollectedKeys good = apply(CollectedKeys.none(), 1, 5, Map.of("/k/a", at(A, 5)));
    CollectedKeys bad = apply(good, 1, 6, Map.of("/k/a", at(broken, 6)));
    KeyState state = bad.keys().get("/k/a");
    assertThat(state.value().entries()).isEqualTo(good.keys().get("/k/a").value().entries());
    assertThat(state.revision()).isEqualTo(5);
    assertThat(state.seen()).isEqualTo(6);
    assertThat(state.error().orElseThrow()).startsWith("line 1 column ");
    assertThat(bad.refusedSince(good)).containsExactly(state);

    CollectedKeys same = apply(bad, 1, 7, Map.of("/k/a", at(broken, 6)));
    assertThat(same.refusedSince(bad)).isEmpty();
    CollectedKeys again = apply(same, 1, 8, Map.of("/k/a", at(broken, 8)));
    assertThat(again.refusedSince(same)).hasSize(1);

    CollectedKeys healed = apply(again, 1, 9, Map.of("/k/a", at(B, 9)));
    assertThat(topics(healed)).containsExactly("b");
    assertThat(healed.keys().get("/k/a").error()).isEmpty();
    assertThat(healed.refusedSince(again)).isEmpty();
  }

  @Test
  @DisplayName("C13: [], null and a deleted key stop the key's entries; one never there has none")
  void stopsEntries() {
    CollectedKeys good =
        apply(CollectedKeys.none(), 1, 5, Map.of("/k/a", at(A, 5), "/k/b", at(B, 5)));
    assertThat(topics(apply(good, 1, 6, Map.of("/k/a", at("[]", 6), "/k/b", at(B, 5)))))
        .containsExactly("b");
    assertThat(topics(apply(good, 1, 6, Map.of("/k/a", at("null", 6), "/k/b", at(B, 5)))))
        .containsExactly("b");
    assertThat(topics(apply(good, 1, 6, Map.of("/k/b", at(B, 5))))).containsExactly("b");
    assertThat(apply(CollectedKeys.none(), 1, 5, Map.of()).keys()).isEmpty();
  }

  @Test
  @DisplayName("C13: a first value that is broken has no entries, and its error is visible")
  void beginsWithAnError() {
    CollectedKeys bad = apply(CollectedKeys.none(), 1, 5, Map.of("/k/a", at("{", 5)));
    assertThat(bad.keys().get("/k/a").value()).isEqualTo(CollectValue.NONE);
    assertThat(bad.keys().get("/k/a").revision()).isZero();
    assertThat(bad.keys().get("/k/a").error()).isPresent();
  }

  @Test
  @DisplayName(
      "C19: another cluster: absent keys keep their last good value until they are put anew")
  void survivesAnotherCluster() {
    CollectedKeys good =
        apply(CollectedKeys.none(), 1, 50, Map.of("/k/a", at(A, 5), "/k/b", at(B, 50)));
    CollectedKeys wiped = apply(good, 2, 1, Map.of());
    assertThat(topics(wiped)).containsExactly("a", "b");
    assertThat(wiped.keys().get("/k/a").kept()).isTrue();
    assertThat(wiped.keys().get("/k/a").error().orElseThrow())
        .contains("the cluster is another one", "revision 5");
    assertThat(wiped.refusedSince(good)).hasSize(2);

    CollectedKeys stopped = apply(wiped, 2, 2, Map.of("/k/a", at("[]", 2)));
    assertThat(topics(stopped)).containsExactly("b");
    CollectedKeys deleted = apply(stopped, 2, 3, Map.of());
    assertThat(topics(deleted)).containsExactly("b");
    assertThat(deleted.refusedSince(stopped)).isEmpty();
    CollectedKeys put = apply(deleted, 2, 4, Map.of("/k/b", at(A, 4)));
    assertThat(topics(put)).containsExactly("a");
    assertThat(topics(apply(put, 2, 5, Map.of()))).isEmpty();
  }

  @Test
  @DisplayName("C19: a revision that went back: what is there counts, what is absent stays")
  void survivesAnOldSnapshot() {
    CollectedKeys good =
        apply(CollectedKeys.none(), 1, 50, Map.of("/k/a", at(A, 5), "/k/b", at(B, 50)));
    CollectedKeys back = apply(good, 1, 20, Map.of("/k/a", at(B, 5)));
    assertThat(topics(back)).containsExactly("b", "b");
    assertThat(back.keys().get("/k/a").kept()).isFalse();
    assertThat(back.keys().get("/k/b").error().orElseThrow()).contains("went back from 50 to 20");
  }

  @Test
  @DisplayName("C19: a put and then a delete that are seen together stop the key's entries")
  void believesASeenDeletion() {
    CollectedKeys good = apply(CollectedKeys.none(), 1, 50, Map.of("/k/a", at(A, 5)));
    CollectedKeys wiped = apply(good, 2, 1, Map.of());
    EtcdSnapshot seen =
        new EtcdSnapshot(2, 3, WATCHED, new TreeMap<>(), new TreeSet<>(Set.of("/k/a")));
    assertThat(topics(wiped.apply(seen, codec))).isEmpty();
  }

  @Test
  @DisplayName(
      "C21: a key that is not watched any more is gone, also while etcd has lost its memory")
  void forgetsUnwatchedKeys() {
    CollectedKeys good =
        apply(CollectedKeys.none(), 1, 50, Map.of("/k/a", at(A, 5), "/k/b", at(B, 50)));
    EtcdSnapshot others =
        new EtcdSnapshot(2, 1, Set.of(WatchedKey.of("/k/b")), new TreeMap<>(), new TreeSet<>());
    assertThat(topics(good.apply(others, codec))).containsExactly("b");
  }

  @Test
  @DisplayName("C16: the saved state reads as the same, and goes on from there")
  void isSaved() throws Exception {
    CollectedKeys good =
        apply(
            CollectedKeys.none(),
            7,
            50,
            Map.of("/k/a", at(A, 5), "/k/b", at("{\"groups\":[\"g\"],\"collect\":" + B + "}", 50)));
    CollectedKeys saved = apply(good, 7, 51, Map.of("/k/a", at("{", 51), "/k/b", at(B, 50)));
    CollectedKeys read = SavedKeys.read(SavedKeys.write(saved, codec), codec);
    assertThat(read).isEqualTo(saved);
    assertThat(topics(apply(read, 8, 1, Map.of()))).containsExactly("a", "b");
  }

  private CollectedKeys apply(
      CollectedKeys before, long cluster, long revision, Map<String, EtcdValue> values) {
    return before.apply(
        new EtcdSnapshot(cluster, revision, WATCHED, new TreeMap<>(values), new TreeSet<>()),
        codec);
  }

  private static EtcdValue at(String value, long revision) {
    return EtcdValue.of(value, revision);
  }

  private static List<String> topics(CollectedKeys keys) {
    return keys.keys().values().stream()
        .flatMap(state -> state.value().entries().stream())
        .map(CollectEntry::topic)
        .toList();
  }
}
