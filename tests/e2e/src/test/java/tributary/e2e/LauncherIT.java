package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.stack.process.Ports;

/** The launcher script, as a person uses it: from another folder, by a link. */
class LauncherIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Pattern LINE = Pattern.compile("(?m)^(\\w+) +(\\d+) +runs ");
  private static final Set<String> PROCESSES =
      Set.of("box", "etcd", "kafka", "elasticsearch", "agent", "transfer");

  @TempDir private Path folder;
  private Path launcher;

  private record Result(int code, String output) {}

  @BeforeEach
  void link() throws IOException {
    Path script = Path.of(System.getProperty("tributary.root"), "tributary");
    launcher = Files.createSymbolicLink(folder.resolve("a link"), script);
  }

  @AfterEach
  void end() throws Exception {
    run("down", "--delete-data");
  }

  @Test
  @DisplayName("up, a second up, search, collect, a crash, logs, down, and down with the data")
  void tour() throws Exception {
    Result up = run(upOnFreePorts());
    assertThat(up.output()).contains("Tributary is up", "Lines found in index demo_access");
    assertThat(up.code()).isZero();
    assertThat(run("up").output()).contains("up already");
    assertThat(run("search", "HTTP/1.1", "--topic", "demo_access").output()).contains("192.0.2.");

    collectsAFile();
    startsACrashedAgentAgain();
    assertThat(run("logs", "box").output()).contains("agent has ended and is started again");

    Map<String, Long> pids = pids();
    assertThat(pids).containsOnlyKeys(PROCESSES);
    assertThat(run("down").code()).isZero();
    // Their number stays taken until somebody has heard of their end.
    await().atMost(SOON).until(() -> pids.values().stream().noneMatch(LauncherIT::alive));
    assertThat(run("status").output()).contains("Nothing runs");
    assertThat(box().resolve("data/elasticsearch")).isNotEmptyDirectory();
    assertThat(run("down", "--delete-data").code()).isZero();
    assertThat(box()).doesNotExist();
  }

  @Test
  @DisplayName("a wanted port that is in use ends with one sentence, and leaves nothing running")
  void portInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result up = run("up", "--kafka-port", String.valueOf(taken.getLocalPort()));

      assertThat(up.code()).isEqualTo(1);
      assertThat(up.output())
          .contains("port " + taken.getLocalPort() + " for Kafka is in use: stop what listens");
      assertThat(run("status").output()).contains("Nothing runs");
    }
  }

  private void collectsAFile() throws Exception {
    Path log = Files.writeString(folder.resolve("own.log"), "a riverbank of its own\n");
    assertThat(run("collect", "add", log.toString(), "own_topic").code()).isZero();
    await()
        .atMost(SOON)
        .until(() -> run("search", "riverbank").output().contains("a riverbank of its own"));
  }

  private void startsACrashedAgentAgain() {
    long before = pids().get("agent");
    ProcessHandle.of(before).orElseThrow().destroyForcibly();
    await()
        .atMost(SOON)
        .until(() -> pids().getOrDefault("agent", before), agent -> agent != before);
  }

  /** What runs, as status shows it. */
  private Map<String, Long> pids() {
    try {
      return LINE.matcher(run("status").output())
          .results()
          .collect(Collectors.toMap(line -> line.group(1), line -> Long.valueOf(line.group(2))));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String[] upOnFreePorts() throws IOException {
    Ports ports = new Ports(RandomGenerator.getDefault());
    List<String> words = new ArrayList<>(List.of("up"));
    for (String part : List.of("etcd", "kafka", "elasticsearch", "agent", "transfer")) {
      words.add("--" + part + "-port=" + ports.free());
    }
    return words.toArray(String[]::new);
  }

  private Path box() {
    return folder.resolve("the box");
  }

  private Result run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("TRIBUTARY_BOX", box().toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
