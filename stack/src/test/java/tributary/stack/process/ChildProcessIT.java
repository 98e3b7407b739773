package tributary.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under real watchdogs. */
class ChildProcessIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  @DisplayName("output goes to the log, the exit code comes back")
  void runsToItsEnd() throws Exception {
    ChildProcess child = start("echo hello; echo $COLOUR >&2; exit 7");

    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exitCode()).isEqualTo(7);
    assertThat(log()).hasContent("hello\nblue");
  }

  @Test
  @DisplayName("a program that does not exist says so in its log")
  void reportsAMissingProgram() throws Exception {
    Launch launch = new Launch(List.of("/no/such/program"), Map.of(), folder);
    ChildProcess child = ChildProcess.start(launch, log());

    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exitCode()).isEqualTo(127);
    assertThat(Files.readString(log())).contains("/no/such/program");
  }

  @Test
  @DisplayName("kill takes the child's own children along")
  void killsTheGroup() throws Exception {
    ChildProcess child = start("sleep 1000 & echo $! > grandchild; wait");
    ProcessHandle grandchild = processIn("grandchild");

    child.signal(Signal.KILL);

    assertThat(child.awaitExit(SOON)).isTrue();
    await().atMost(SOON).until(() -> !running(grandchild));
  }

  @Test
  @DisplayName("a child can be killed as soon as it has been started")
  void killsAtOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      ChildProcess child = start("sleep 1000");
      child.signal(Signal.KILL);
      assertThat(child.awaitExit(SOON)).isTrue();
    }
  }

  @Test
  @DisplayName("what a child leaves behind at its end is killed, too")
  void takesStragglersAlong() throws Exception {
    ChildProcess child = start("sleep 1000 & echo $! > straggler; exit 0");
    ProcessHandle straggler = processIn("straggler");

    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exitCode()).isZero();
    await().atMost(SOON).until(() -> !running(straggler));
  }

  @Test
  @DisplayName("a paused child stands still, goes on when resumed, and can be killed while paused")
  void pausesAndResumes() throws Exception {
    ChildProcess child = start("while :; do sleep 0.01; done");

    assertThat(child.pause(SOON)).isTrue();
    assertThat(state(child.pid())).isEqualTo('T');
    child.signal(Signal.CONT);
    await().atMost(SOON).until(() -> state(child.pid()) != 'T');
    child.signal(Signal.STOP);
    child.signal(Signal.KILL);

    assertThat(child.awaitExit(SOON)).isTrue();
  }

  @Test
  @DisplayName("no child outlives its JVM, even if that is killed with -9")
  void diesWithTheJvm() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                OrphanedParent.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    ProcessHandle child = processIn("child");
    ProcessHandle grandchild = processIn("grandchild");
    assertThat(running(child)).isTrue();

    jvm.destroyForcibly().waitFor();

    await().atMost(SOON).until(() -> !running(child) && !running(grandchild));
  }

  /** A JVM of its own that starts a child and waits to be killed. */
  static final class OrphanedParent {
    private OrphanedParent() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      String script = "sleep 1000 & echo $! > grandchild; echo $$ > child; wait";
      Launch launch = new Launch(List.of("sh", "-c", script), Map.of(), folder);
      ChildProcess child = ChildProcess.start(launch, folder.resolve("log"));
      child.awaitExit(Duration.ofHours(1));
    }
  }

  private ChildProcess start(String script) throws IOException {
    Launch launch = new Launch(List.of("sh", "-c", script), Map.of("COLOUR", "blue"), folder);
    return ChildProcess.start(launch, log());
  }

  private Path log() {
    return folder.resolve("log");
  }

  private ProcessHandle processIn(String name) {
    Path file = folder.resolve(name);
    await().atMost(SOON).until(() -> Files.exists(file) && Files.size(file) > 1);
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A zombie that nobody reaps counts as ended. */
  private static boolean running(ProcessHandle process) {
    return process.isAlive() && state(process.pid()) != 'Z';
  }

  private static char state(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return 'Z';
    }
  }
}
