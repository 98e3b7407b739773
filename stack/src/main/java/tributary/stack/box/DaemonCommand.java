package tributary.stack.box;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tributary.stack.StackException;

/**
 * The background process that {@link UpCommand} starts. Its standard output is a pipe to that: a
 * line of progress each, at the end {@link #READY} or {@link #FAILED} and why; then it is closed.
 */
@Command(name = "daemon", hidden = true, description = "Runs the local box.")
public final class DaemonCommand implements Callable<Integer> {
  /** The last line, when all is ready. */
  static final String READY = "ready";

  /** Begins the last line, when something is not. */
  static final String FAILED = "failed: ";

  @Mixin private PortOptions ports = new PortOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    BoxFolder folder = BoxFolder.find();
    Optional<FileLock> lock = new BoxLock(folder.lock()).take();
    if (lock.isEmpty()) {
      System.out.println(FAILED + "it is being started already");
      return 1;
    }
    Daemon daemon =
        new Daemon(folder, lock.get(), new BoxPorts(ports.wanted()), DaemonCommand::progress);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon), "stop"));
    try {
      daemon.start();
    } catch (StackException e) {
      System.out.println(FAILED + e.getMessage());
      return 1;
    }
    progress(READY);
    System.out.close();
    daemon.keep(DaemonCommand::log);
    return 0;
  }

  /** Nobody listens any more: the person who started us has given up. */
  private static void progress(String line) {
    PrintStream out = System.out;
    out.println(line);
    if (out.checkError()) {
      throw new StackException("whoever started the box is gone");
    }
  }

  private static void log(String line) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  private static void stop(Daemon daemon) {
    try {
      daemon.stop();
    } catch (IOException | StackException e) {
      log(e.getMessage());
    }
  }
}
