package tributary.agent.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/** Which entries are in force in the end. */
class EffectiveEntriesTest {
  private static final EntryRules ALL = new EntryRules(List.of(Glob.compile("*")));

  @Test
  @DisplayName("C12: the same path in two keys is collected once, by the first, and reported")
  void firstWins() {
    CollectEntry mine = CollectEntry.of("/a.log", "mine");
    CollectEntry other = CollectEntry.of("/a.log", "other");
    CollectEntry more = CollectEntry.of("/b.log", "more");

    EffectiveEntries effective =
        EffectiveEntries.of(
            List.of(
                new Source(Source.LOCAL, List.of(mine)), new Source("/k", List.of(other, more))),
            ALL);

    assertThat(effective.entries()).containsExactly(mine, more);
    assertThat(effective.problems()).containsOnlyKeys("/k");
    assertThat(effective.problems().get("/k"))
        .containsExactly("/a.log: the same path stands before it in local file, which wins");
  }

  @Test
  @DisplayName("C12: the same path twice in one value")
  void firstWinsWithinAValue() {
    CollectEntry one = CollectEntry.of("/a.log", "one");
    EffectiveEntries effective =
        EffectiveEntries.of(
            List.of(new Source("/k", List.of(one, CollectEntry.of("/a.log", "two")))), ALL);
    assertThat(effective.entries()).containsExactly(one);
    assertThat(effective.problems().get("/k")).hasSize(1);
  }

  @Test
  @DisplayName("C22: a topic that is not allowed is refused by name, its neighbours are not")
  void refusesTopics() {
    CollectEntry good = CollectEntry.of("/b.log", "web_1");
    EffectiveEntries effective =
        EffectiveEntries.of(
            List.of(new Source("/k", List.of(CollectEntry.of("/a.log", "secret"), good))),
            new EntryRules(List.of(Glob.compile("web_*"))));
    assertThat(effective.entries()).containsExactly(good);
    assertThat(effective.problems().get("/k").get(0)).contains("topic secret", "allow-topics");
  }

  @Test
  @DisplayName("C22: a path that this process can't ask for is refused, its neighbours are not")
  void refusesPathsWithoutBytes() {
    CollectEntry good = CollectEntry.of("/b.log", "b");
    // What Chinese is in the locale POSIX, this is in each: no file system has bytes for it.
    CollectEntry file = CollectEntry.of("/var/log/\ud800.log", "a");
    CollectEntry glob = CollectEntry.of("/var/\ud800/*.log", "a");

    EffectiveEntries effective =
        EffectiveEntries.of(List.of(new Source("/k", List.of(file, glob, good))), ALL);

    assertThat(effective.entries()).containsExactly(good);
    assertThat(effective.problems().get("/k"))
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("locale", "LC_ALL=C.UTF-8"));
  }
}
