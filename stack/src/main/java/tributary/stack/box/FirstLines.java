package tributary.stack.box;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.stack.HttpProbe;
import tributary.stack.StackException;

/** Says what is to be collected, and waits until lines of it are found in Elasticsearch. */
record FirstLines(BoxFolder folder, BoxPorts ports, Progress progress) {
  static final String ACCESS_TOPIC = "demo_access";
  static final String SYSTEM_TOPIC = "system_log";

  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Duration SAY = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Pattern COUNT = Pattern.compile("\"count\"\\s*:\\s*(\\d+)");

  void collect() throws IOException {
    Set<String> expected = new LinkedHashSet<>();
    add(folder.accessLog().toString(), ACCESS_TOPIC);
    expected.add(ACCESS_TOPIC);
    SystemLogs system = new SystemLogs(Path.of("/var/log"));
    int files = system.readable().size();
    if (files > 0) {
      add(system.glob(), SYSTEM_TOPIC);
      progress.say("Logs of this machine that can be read: " + files);
      expected.add(SYSTEM_TOPIC);
    }
    await(expected);
  }

  private void add(String path, String topic) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-jar",
            folder.running("console").toString(),
            "collect",
            "add",
            "--config",
            folder.settings("console").toString(),
            path,
            topic);
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (process.waitFor() != 0) {
        throw new StackException("the collect entry for " + path + " could not be put into etcd");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", e);
    }
  }

  /** Lines of an earlier up don't count for the access log, which always grows. */
  private void await(Set<String> expected) {
    long before = count(ACCESS_TOPIC);
    long start = System.nanoTime();
    long said = start;
    List<String> missing = new ArrayList<>(expected);
    while (!missing.isEmpty()) {
      missing.removeIf(topic -> found(topic, topic.equals(ACCESS_TOPIC) ? before : 0));
      long now = System.nanoTime();
      if (now - said > SAY.toNanos()) {
        progress.say("Waiting for the first lines of " + String.join(", ", missing) + " ...");
        said = now;
      }
      if (now - start > TIMEOUT.toNanos()) {
        throw tooLate(missing);
      }
      pause();
    }
  }

  private boolean found(String topic, long before) {
    long count = count(topic);
    if (count > before) {
      progress.say("Lines found in index " + topic + " so far: " + count);
    }
    return count > before;
  }

  private StackException tooLate(List<String> missing) {
    return new StackException(
        "no line of "
            + String.join(", ", missing)
            + " could be found within "
            + TIMEOUT.toSeconds()
            + " s: see the logs in "
            + folder.logs());
  }

  /** How many lines can be found; none as long as the index is still being made. */
  private long count(String topic) {
    try {
      Matcher matcher = COUNT.matcher(HttpProbe.get(countUrl(topic)));
      return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private String countUrl(String topic) {
    return ports.url(BoxPart.ELASTICSEARCH) + "/" + topic + "/_count?ignore_unavailable=true";
  }

  /** Nothing tells that a document has become visible: it is asked for again. */
  private static void pause() {
    try {
      boolean never = new CountDownLatch(1).await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", e);
    }
  }
}
