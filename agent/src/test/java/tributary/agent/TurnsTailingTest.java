package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.read.ReadStatus;
import tributary.common.collect.CollectEntry;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/** Files beyond {@code read.max-open} take turns with those that are open (DESIGN §5). */
final class TurnsTailingTest {
  private static final int MOST_OPEN = 4;

  @TempDir Path folder;
  private final List<LineWriter> logs = new ArrayList<>();
  private TailingFixture agent;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder).maxOpen(MOST_OPEN);
    for (int i = 0; i < 20; i++) {
      logs.add(new LineWriter(agent.logs.resolve("app-" + (char) ('a' + i) + ".log")).lines(100));
    }
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  /** Files with a rate don't end while a test looks at them. */
  private CollectEntry entry(int rate) {
    return agent.entry("*.log", "t").with().rate(rate).build();
  }

  private long open() {
    return agent.tailing().contents().stream().filter(status -> !status.closed()).count();
  }

  private Set<String> ofWhichSomeCame() {
    Set<String> names = new HashSet<>();
    agent.sink.texts().forEach(text -> names.add(text.substring(0, text.indexOf(' '))));
    return names;
  }

  @Test
  @DisplayName("F6: four of twenty endless files may be open: all of them move, in turns")
  void turns() {
    agent.apply(entry(10)).start();
    await()
        .until(
            () -> {
              assertThat(open()).isLessThanOrEqualTo(MOST_OPEN);
              return ofWhichSomeCame().size() == logs.size();
            });
    assertThat(agent.tailing().contents()).hasSize(logs.size());
    assertThat(agent.tailing().contents().stream().map(ReadStatus::waiting).toList().toString())
        .contains("max-open");
    agent.apply(entry(0));
    allArriveInOrder();
  }

  @Test
  @DisplayName("F6: twenty files that end, four of them open at once: all are read, and all known")
  void oneAfterTheOther() {
    agent.apply(entry(0)).start();
    allArriveInOrder();
    logs.forEach(log -> log.lines(10));
    allArriveInOrder();
  }

  @Test
  @DisplayName("F2, F6: renamed while they wait for their turn: all of them is read")
  void renamedWhileTheyWait() {
    agent.apply(entry(10)).start();
    await().until(() -> agent.tailing().contents().size() == logs.size());
    logs.forEach(log -> Rotation.RENAME.rotate(log.path()));
    agent.apply(entry(0));
    allArriveInOrder();
  }

  @Test
  @DisplayName("F9: the program fails at a line of one file: only that file suffers, and waits")
  void failsAtOne() {
    LineWriter first = logs.get(0);
    String line = first.written().get(50);
    agent.sink.breakAt(line);
    agent.apply(entry(0)).start();
    await().until(() -> ofWhichSomeCame().size() == logs.size());
    await().until(() -> agent.sink.texts().size() == 20 * 100 - 50);
    agent.sink.breakAt(null);
    allArriveInOrder();
    // What went before the line that failed is accounted for, or a stop would wait for it.
    await().until(() -> agent.tailing().settled());
  }

  private void allArriveInOrder() {
    await()
        .untilAsserted(
            () ->
                assertThat(agent.sink.texts())
                    .hasSize(logs.stream().mapToInt(log -> log.written().size()).sum()));
    List<String> texts = agent.sink.texts();
    for (LineWriter log : logs) {
      String name = log.path().getFileName() + " ";
      assertThat(texts.stream().filter(text -> text.startsWith(name)).toList())
          .isEqualTo(log.written());
    }
  }
}
