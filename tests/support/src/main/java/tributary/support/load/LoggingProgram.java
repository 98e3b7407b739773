package tributary.support.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes numbered lines to one file, at a steady pace, and rotates it by renaming (app.log →
 * app.log.1 → app.log.2 …) after so many lines. Nothing that it wrote is ever deleted. Thread: its
 * own; what it wrote may be asked for by any.
 */
public final class LoggingProgram implements AutoCloseable {
  private static final int TICK_MILLIS = 10;

  private final Path file;
  private final int linesPerTick;
  private final int linesPerFile;
  private final List<String> written = new ArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread worker = new Thread(task, "logging-program");
            worker.setDaemon(true);
            return worker;
          });
  private Future<?> pace = CompletableFuture.completedFuture(null);
  private int inFile;
  private int rotations;

  /**
   * @param linesPerSecond its pace, at least 100
   * @param linesPerFile after so many it rotates; {@link Integer#MAX_VALUE} for never
   */
  public LoggingProgram(Path file, int linesPerSecond, int linesPerFile) {
    this.file = file;
    this.linesPerTick = Math.max(1, linesPerSecond * TICK_MILLIS / 1000);
    this.linesPerFile = linesPerFile;
  }

  /** Begins to write. */
  public LoggingProgram start() {
    pace = thread.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  /**
   * Ends the writing; what was written stays known.
   *
   * @throws IllegalStateException if a write failed
   */
  public void stop() {
    boolean failed = pace.isDone() && !pace.isCancelled();
    thread.shutdown();
    try {
      if (failed) {
        pace.get();
      }
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the writer of " + file + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the writer of " + file + " failed", e);
    }
  }

  /** Writes so many lines at once, on the caller's thread; not while it is started. */
  public void write(int lines) {
    for (int rest = lines; rest > 0; rest -= linesPerFile) {
      append(Math.min(rest, linesPerFile - inFile));
    }
  }

  /** All lines so far, in order. */
  public synchronized List<String> written() {
    return List.copyOf(written);
  }

  /** How often it has rotated. */
  public synchronized int rotations() {
    return rotations;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void tick() {
    append(linesPerTick);
  }

  private synchronized void append(int lines) {
    try (BufferedWriter out =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = 0; i < lines; i++) {
        String line =
            "%s line %08d of a program that writes logs".formatted(name(), written.size());
        out.write(line);
        out.write('\n');
        written.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inFile += lines;
    if (inFile >= linesPerFile) {
      rotate();
    }
  }

  private void rotate() {
    try {
      for (int number = rotations; number >= 1; number--) {
        Files.move(rotated(number), rotated(number + 1));
      }
      Files.move(file, rotated(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rotations++;
    inFile = 0;
  }

  private Path rotated(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private String name() {
    return file.getFileName().toString();
  }
}
