package tributary.stack.box;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tributary.stack.StackException;
import tributary.stack.process.LogFile;

/**
 * The background process, as seen by the one that starts it. Thread: main, and its shutdown hook.
 */
final class DaemonProcess {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);
  private static final int LINES_SHOWN = 10;

  private final Process process;
  private final LogFile log;
  private final long logStart;
  private volatile boolean ending;

  private DaemonProcess(Process process, LogFile log, long logStart) {
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /** Starts it in a session of its own: the end of the terminal is not its end. */
  static DaemonProcess start(BoxFolder folder, BoxPorts ports) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dtributary.root=" + folder.root().path(),
                "-Dtributary.box=" + folder.path(),
                "-jar",
                folder.running("stack").toString(),
                "daemon"));
    command.addAll(PortOptions.arguments(ports));
    Files.createDirectories(folder.logs());
    LogFile log = new LogFile(folder.log("box"));
    long logStart = log.length();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
            .start();
    return new DaemonProcess(process, log, logStart);
  }

  /** Hands on what it says until all is ready. */
  void awaitReady(Consumer<String> progress) throws IOException {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals(DaemonCommand.READY)) {
          return;
        }
        if (line.startsWith(DaemonCommand.FAILED)) {
          throw failed(line, out);
        }
        progress.accept(line);
      }
    }
    if (ending) {
      throw new StackException("Interrupted: all that was started has been ended again.");
    }
    throw new StackException(
        "the background process has ended, its log "
            + log.path()
            + " ends with:\n  "
            + String.join("\n  ", log.lastLines(LINES_SHOWN, logStart)));
  }

  private static StackException failed(String line, BufferedReader out) throws IOException {
    StringBuilder message = new StringBuilder(line.substring(DaemonCommand.FAILED.length()));
    for (String more = out.readLine(); more != null; more = out.readLine()) {
      message.append('\n').append(more);
    }
    return new StackException(message.toString());
  }

  /** Ends it and all that it runs; in order, if that is quick. */
  void end() {
    ending = true;
    // Unlike the process, its handle leaves the pipe open that another thread reads.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.toHandle().destroyForcibly();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      process.toHandle().destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
