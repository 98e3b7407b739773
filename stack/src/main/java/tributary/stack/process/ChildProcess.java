package tributary.stack.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One running child under its {@link Watchdog}. Thread: any; it holds nothing that changes.
 *
 * <p>Its pid is the child's own, and the id of its process group.
 */
public final class ChildProcess {
  private static final Duration LOOK = Duration.ofMillis(5);

  private final Process watchdog;
  private final long pid;

  private ChildProcess(Process watchdog, long pid) {
    this.watchdog = watchdog;
    this.pid = pid;
  }

  /**
   * Starts a child that appends its output to a log file.
   *
   * @throws IOException if the shell can't be started; a child that can't be started ends at once
   *     with the reason in its log
   */
  public static ChildProcess start(Launch launch, Path log) throws IOException {
    Files.createDirectories(launch.folder());
    Files.createDirectories(log.toAbsolutePath().getParent());
    ProcessBuilder builder = new ProcessBuilder(Watchdog.command(launch.command(), log));
    builder.directory(launch.folder().toFile());
    builder.environment().putAll(launch.environment());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process watchdog = builder.start();
    return new ChildProcess(watchdog, readPid(watchdog, launch));
  }

  private static long readPid(Process watchdog, Launch launch) throws IOException {
    try (BufferedReader out = watchdog.inputReader(StandardCharsets.US_ASCII)) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("no watchdog could be started for " + launch.command().get(0));
      }
      return Long.parseLong(line);
    }
  }

  public long pid() {
    return pid;
  }

  public boolean alive() {
    return watchdog.isAlive();
  }

  /** The child's exit code, 128 + n after signal n; only once it has ended. */
  public int exitCode() {
    return watchdog.exitValue();
  }

  /** Waits for the child's end. */
  public boolean awaitExit(Duration timeout) throws InterruptedException {
    return watchdog.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Sends a signal; does nothing to a child that has ended. */
  public void signal(Signal signal) throws IOException, InterruptedException {
    if (alive()) {
      // The shell's own kill: not every system has one as a program.
      new ProcessBuilder("sh", "-c", "kill -s " + signal + " -- " + signal.target(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /**
   * Stops it and all its descendants, and returns when they stand still: a signal alone takes hold
   * of each thread only when that is next scheduled. False if they still don't after the time.
   */
  public boolean pause(Duration timeout) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    signal(Signal.STOP);
    while (alive() && !standsStill()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      awaitExit(LOOK);
    }
    return true;
  }

  private boolean standsStill() {
    return ProcessHandle.of(pid).stream()
        .flatMap(leader -> Stream.concat(Stream.of(leader), leader.descendants()))
        .allMatch(process -> new ThreadStates(process.pid()).allStopped());
  }
}
