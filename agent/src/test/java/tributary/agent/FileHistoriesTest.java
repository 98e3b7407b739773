package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.agent.read.ReadStatus.Holding;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.EntryBuilder;
import tributary.common.collect.Multiline;
import tributary.common.collect.Multiline.Kind;
import tributary.common.collect.Regex;

/**
 * Random histories of files: they are written, renamed (several times between two looks), copied
 * and cut while they grow, cut to nothing or in their middle, deleted, begun again under the same
 * inode, compressed; meanwhile the agent is stopped, killed, given other entries, and its sink
 * blocks. {@link ModelVerdict} says what must hold.
 */
final class FileHistoriesTest {
  private static final int ACTIONS = Integer.getInteger("tributary.actions", 50);

  private static final Duration WAIT = Duration.ofMillis(600);

  @TempDir Path folder;
  private Random random;
  private TailingFixture agent;
  private final List<ModelFile> files = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private String glob;
  private boolean running;
  private long seed;

  /** The same few at each build, fresh ones for a long run, or one by its name. */
  static LongStream seeds() {
    Long named = Long.getLong("tributary.seed");
    Integer histories = Integer.getInteger("tributary.histories");
    if (named != null) {
      return LongStream.generate(() -> named).limit(histories == null ? 1 : histories);
    }
    return histories == null ? new Random(1).longs(4) : new Random().longs(histories);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("F2, F3, F4, F5, F8, F20, F22, P2: a random history of files: each line once")
  void history(long seedOfThis) throws IOException {
    seed = seedOfThis;
    System.out.println("seed " + seed);
    random = new Random(seed);
    agent = new TailingFixture(folder).rotatedWait(WAIT);
    begin();
    for (int i = 0; i < ACTIONS; i++) {
      act();
      noViolations();
    }
    end();
  }

  @AfterEach
  void close() {
    agent.close();
  }

  private void begin() {
    boolean two = random.nextBoolean();
    glob = List.of("*.log", "*.log*", "{app,web}.log", "app.log").get(random.nextInt(two ? 3 : 4));
    for (String name : two ? List.of("app.log", "web.log") : List.of("app.log")) {
      Path path = agent.logs.resolve(name);
      files.add(
          new ModelFile(path, random, agent.clock, () -> pause(60), WAIT, glob.endsWith("*")));
    }
    agent.apply(entry()).start();
    running = true;
    done("collect " + glob + " of " + files.size());
    await().until(() -> Files.exists(agent.data.resolve("entries")));
    files.forEach(file -> file.write(1));
    quiet();
  }

  private void done(String what) {
    history.add(what);
    if (Boolean.getBoolean("tributary.trace")) {
      System.err.println(what);
    }
  }

  /** One of the ways in which the same bytes become events. */
  private CollectEntry entry() {
    EntryBuilder entry = agent.entry(glob, "t" + random.nextInt(3)).with();
    Duration soon = Duration.ofMillis(10 + random.nextInt(60));
    switch (random.nextInt(4)) {
      case 0 -> entry.multiline(new Multiline(Kind.CONTINUE, Regex.compile("^ "), 5, soon));
      case 1 -> entry.multiline(new Multiline(Kind.START, Regex.compile("^\\S"), 500, soon));
      default -> entry.rate(0);
    }
    return entry.maxLine(random.nextInt(3) == 0 ? 64 : CollectEntry.DEFAULT_MAX_LINE).build();
  }

  private void act() throws IOException {
    ModelFile file = files.get(random.nextInt(files.size()));
    switch (random.nextInt(22)) {
      case 0, 1, 2, 3, 4, 5, 6 -> change(file);
      case 7, 8, 9, 10, 11 -> {
        change(file);
        change(file);
        change(file);
      }
      case 12, 13 -> {
        down("stop");
        agent.stop();
        up();
      }
      case 14, 15 -> {
        down("kill");
        agent.kill();
        up();
      }
      case 16 -> {
        done("other entry");
        agent.apply(entry());
      }
      case 17 -> block();
      case 18 -> {
        done("flow");
        agent.sink.flow();
      }
      case 19, 20 -> pause(random.nextInt(4) == 0 ? 2000 : 80);
      default -> quiet();
    }
  }

  /** What happens to a file. */
  private void change(ModelFile file) throws IOException {
    int action = random.nextInt(16);
    String name = " " + file.path().getFileName();
    if (action < 5) {
      int lines = 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
      done("write " + lines + name);
      file.write(lines);
    } else if (action == 5) {
      done("half" + name);
      file.half();
    } else if (action < 8) {
      boolean writesOn = random.nextInt(4) == 0;
      done("rename" + (writesOn ? " and write on" : "") + name);
      file.rename(writesOn);
    } else if (action < 11) {
      done("copytruncate" + name);
      file.copyTruncate();
    } else if (action == 11) {
      int most = random.nextInt(3) == 0 ? random.nextInt(900) : 0;
      done("cut at " + most + name);
      file.cut(most);
    } else if (action == 12) {
      boolean open = isOpen(file);
      done("delete" + (open ? " open" : "") + name);
      file.delete(open);
    } else if (action < 15) {
      done("compress" + name);
      file.compress();
    } else if (random.nextBoolean()) {
      done("delete the oldest of" + name);
      file.deleteOldest();
    } else {
      boolean open = isOpen(file);
      done("away and back" + (open ? " open" : "") + name);
      file.awayAndBack(folder.resolve("away"), open);
    }
  }

  /** Whether the agent has the file open for certain. Small ones may be others of the same size. */
  private boolean isOpen(ModelFile file) {
    if (!running || file.current() == null || file.current().size() < 300) {
      return false;
    }
    return agent.tailing().contents().stream()
        .anyMatch(
            content ->
                content.path().equals(file.path().toString())
                    && content.size() == file.current().size()
                    && content.holding() == Holding.AT_PATH);
  }

  private void down(String how) {
    done(how);
    running = false;
    for (ModelFile file : files) {
      file.deleted().forEach(ModelContent::mayMiss);
      file.deleted().clear();
    }
  }

  private void up() throws IOException {
    for (int i = random.nextInt(5); i > 0; i--) {
      change(files.get(random.nextInt(files.size())));
    }
    if (random.nextInt(4) == 0) {
      agent.clock.move(Duration.ofHours(7));
    }
    done("start");
    agent.start();
    running = true;
  }

  private void block() {
    if (random.nextBoolean()) {
      done("hold");
      agent.sink.hold();
    } else {
      int room = random.nextInt(200);
      done("room for " + room);
      agent.sink.room(room);
    }
  }

  private void pause(int mostMillis) {
    Duration pause = Duration.ofMillis(random.nextInt(mostMillis));
    await().pollDelay(pause).pollInterval(Duration.ofMillis(5)).until(() -> true);
  }

  /** All that can arrive has arrived, and is written down. */
  private void quiet() {
    done("quiet");
    agent.sink.flow();
    agent.clock.move(Duration.ofSeconds(30));
    files.stream().filter(file -> file.current() == null).forEach(file -> file.write(1));
    arrives(false);
    if (random.nextInt(3) == 0) {
      done("seven hours later");
      agent.clock.move(Duration.ofHours(7));
    }
  }

  private void end() throws IOException {
    quiet();
    for (ModelFile file : files) {
      file.write(1);
    }
    quiet();
    done("restart");
    down("stop");
    agent.stop();
    agent.start();
    files.forEach(file -> file.write(1));
    done("end");
    agent.clock.move(Duration.ofSeconds(30));
    arrives(true);
    until(
        () ->
            agent.tailing().contents().stream()
                .noneMatch(content -> content.holding() == Holding.ROTATED));
    pause(100);
    noViolations();
  }

  private ModelVerdict verdict() {
    List<ModelContent> all = new ArrayList<>();
    files.forEach(file -> all.addAll(file.contents()));
    return new ModelVerdict(all, agent.sink.sent());
  }

  private void arrives(boolean all) {
    until(() -> verdict().missing(all).isEmpty());
  }

  private void until(Callable<Boolean> condition) {
    try {
      await().until(condition);
    } catch (ConditionTimeoutException e) {
      ModelVerdict verdict = verdict();
      List<String> wrong = new ArrayList<>(verdict.violations());
      wrong.addAll(verdict.missing(true));
      wrong.add(agent.tailing().contents().toString());
      wrong.add(agent.tailing().problems().toString());
      throw new AssertionError("seed " + seed + "\n" + told() + "\n" + told(wrong), e);
    }
  }

  private void noViolations() {
    assertThat(verdict().violations()).as("seed %d\n%s", seed, told()).isEmpty();
  }

  private String told() {
    return told(history);
  }

  private static String told(List<String> lines) {
    return String.join("\n", lines);
  }
}
