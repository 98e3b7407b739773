package tributary.stack;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.stack.process.ChildProcess;
import tributary.stack.process.Launch;
import tributary.stack.process.LogFile;
import tributary.stack.process.Signal;

/**
 * A server that is one child process. A kind of server says what to run and how to see that it
 * answers. Thread: any; the child is guarded by this object.
 */
public abstract class ChildServer implements Server {
  /** Longer than the programs' own stop-timeout of 30 s. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(40);

  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PROBE_PAUSE = Duration.ofMillis(50);
  private static final int LINES_SHOWN = 20;

  private final String name;
  private final LogFile log;

  @GuardedBy("this")
  private Optional<ChildProcess> child = Optional.empty();

  @GuardedBy("this")
  private long logStart;

  protected ChildServer(String name, Path log) {
    this.name = name;
    this.log = new LogFile(log.toAbsolutePath());
  }

  /** Prepares what it needs to run (files, its port) and says what to run. */
  protected abstract Launch prepare() throws IOException;

  /**
   * Whether it answers now; an IOException means not yet. That its own log says so too tells it
   * from another server, which took its port in the moment before it started.
   */
  protected abstract boolean answers(StartedLog startedLog) throws IOException;

  /** What this run of the server has written so far. */
  protected record StartedLog(LogFile file, long start) {
    /** Whether a text stands in it. */
    public boolean contains(String text) throws IOException {
      return file.contains(text, start);
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Path log() {
    return log.path();
  }

  @Override
  public final synchronized boolean running() {
    return child.map(ChildProcess::alive).orElse(false);
  }

  /** Its process id, while it runs. */
  public final synchronized OptionalLong pid() {
    return running() ? OptionalLong.of(child.orElseThrow().pid()) : OptionalLong.empty();
  }

  @Override
  public final synchronized void start() {
    if (running()) {
      return;
    }
    try {
      logStart = log.length();
      child = Optional.of(ChildProcess.start(prepare(), log.path()));
    } catch (IOException e) {
      throw new StackException(name + " can't be started: " + e.getMessage(), e);
    }
  }

  @Override
  public final void awaitReady(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    ChildProcess process = current();
    StartedLog startedLog = startedLog();
    while (!ready(startedLog)) {
      if (awaitExit(process, PROBE_PAUSE)) {
        throw failed("ended with exit code " + process.exitCode() + " before it was ready");
      }
      if (System.nanoTime() - deadline > 0) {
        throw failed("was not ready within " + timeout.toSeconds() + " s");
      }
    }
  }

  @Override
  public final synchronized void stop() {
    resume();
    end(Signal.TERM, STOP_TIMEOUT);
    kill();
  }

  @Override
  public final synchronized void kill() {
    end(Signal.KILL, KILL_TIMEOUT);
    if (running()) {
      throw new StackException(name + " could not be killed, its pid is " + pid().orElseThrow());
    }
  }

  @Override
  public final synchronized void pause() {
    child.ifPresent(this::pause);
  }

  @Override
  public final synchronized void resume() {
    child.ifPresent(process -> signal(process, Signal.CONT));
  }

  private synchronized void end(Signal signal, Duration timeout) {
    child.ifPresent(
        process -> {
          signal(process, signal);
          awaitExit(process, timeout);
        });
  }

  private boolean ready(StartedLog startedLog) {
    try {
      return answers(startedLog);
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized ChildProcess current() {
    return child.orElseThrow(() -> new StackException(name + " has not been started"));
  }

  private synchronized StartedLog startedLog() {
    return new StartedLog(log, logStart);
  }

  private StackException failed(String what) {
    return new StackException(
        name
            + " "
            + what
            + ", its log "
            + log.path()
            + " ends with:\n  "
            + String.join("\n  ", log.lastLines(LINES_SHOWN, startedLog().start())));
  }

  private void signal(ChildProcess process, Signal signal) {
    try {
      process.signal(signal);
    } catch (IOException e) {
      throw new StackException(name + " can't be sent SIG" + signal + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void pause(ChildProcess process) {
    try {
      if (!process.pause(PAUSE_TIMEOUT)) {
        throw new StackException(name + " could not be paused, its pid is " + process.pid());
      }
    } catch (IOException e) {
      throw new StackException(name + " can't be paused: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private boolean awaitExit(ChildProcess process, Duration timeout) {
    try {
      return process.awaitExit(timeout);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private StackException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StackException("interrupted while waiting for " + name, e);
  }
}
