package tributary.bench.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Files that grow at a steady pace and are kept, so that all that was written can be read back.
 * Lines are numbered, and of many lengths. Thread: its own.
 */
final class GrowingLogs implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final int LONGEST_TEXT = 300;

  private final List<Path> files;
  private final int perTick;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private Future<?> pace;
  private long lines;

  /**
   * @param rate lines a second of each file
   */
  GrowingLogs(Path folder, int count, int rate) throws IOException {
    Files.createDirectories(folder);
    this.files =
        IntStream.range(0, count).mapToObj(i -> folder.resolve("app-" + i + "-log")).toList();
    this.perTick = Math.max(1, (int) (rate * TICK.toMillis() / 1000));
  }

  List<Path> files() {
    return files;
  }

  void start() {
    pace = thread.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void tick() {
    try {
      for (Path file : files) {
        StringBuilder text = new StringBuilder();
        for (long number = lines; number < lines + perTick; number++) {
          text.append(number).append(' ').append("x".repeat((int) (number % LONGEST_TEXT)));
          text.append('\n');
        }
        Files.writeString(
            file, text, US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
      lines += perTick;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes no more; returns how many lines stand in all files. */
  long stop() throws InterruptedException, ExecutionException {
    if (pace.isDone()) {
      pace.get();
    }
    thread.shutdown();
    if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the files are still written to");
    }
    return written();
  }

  /** Lines in all files by now. */
  synchronized long written() {
    return lines * files.size();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
