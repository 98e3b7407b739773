package tributary.stack.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a tool to its end; its output goes to a log file. */
record Command(Path log) {
  private static final int TIMEOUT_MINUTES = 5;

  /** Runs it in a folder. */
  void run(Path folder, List<String> command) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Process process = start(folder, command);
    try {
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(command.get(0) + " took over " + TIMEOUT_MINUTES + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          command.get(0) + " failed with exit code " + process.exitValue() + ", see " + log);
    }
  }

  private Process start(Path folder, List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .start();
    } catch (IOException e) {
      throw new IOException("there is no " + command.get(0), e);
    }
  }
}
