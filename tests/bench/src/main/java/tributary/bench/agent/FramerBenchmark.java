package tributary.bench.agent;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tributary.agent.frame.EventFraming;
import tributary.agent.frame.FrameCounts;
import tributary.agent.read.Chunk;
import tributary.agent.read.Framed;
import tributary.agent.read.Framer;
import tributary.agent.read.Framing;
import tributary.bench.LogFile;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.FileId;

/**
 * Lines a second that one thread reads and frames, into a sink that only counts them; beside it a
 * loop that does nothing but read and find line feeds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FramerBenchmark {
  private static final int LINES = 200_000;
  private static final int CHUNK = 256 * 1024;

  /** Of lines. */
  @Param({"ACCESS", "SMALL"})
  public LogFile.Kind kind;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final byte[] buffer = new byte[CHUNK];
  private Path path;
  private FileChannel file;
  private CountingSink sink;
  private Framer framer;
  private long cpu;
  private long lines;

  /** Writes the file, which the system then has in memory. */
  @Setup
  public void open() throws IOException {
    path = Files.createTempFile("framer", ".log");
    LogFile.write(path, kind, LINES);
    file = FileChannel.open(path);
    sink = new CountingSink();
    CollectEntry entry = CollectEntry.of("/a.log", "a");
    FileId id = FileId.create(Instant.EPOCH, new Random(1));
    framer =
        new EventFraming(sink, new NoCounts())
            .open(id, "/a.log", entry, TextEncoding.UTF_8, new NoFate());
  }

  /** Deletes the file. */
  @TearDown
  public void close() throws IOException {
    framer.close();
    file.close();
    Files.delete(path);
  }

  /** The thread's own time: what others do on the machine does not count. */
  @Setup(Level.Iteration)
  public void begin() {
    cpu = threads.getCurrentThreadCpuTime();
    lines = 0;
  }

  /** Prints the figure that DESIGN §12 is about. */
  @TearDown(Level.Iteration)
  public void tell() {
    double seconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
    System.out.printf("%.1f M lines per CPU second; ", lines / seconds / 1e6);
  }

  /** Reads and frames all of it. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long readAndFrame() throws IOException {
    long position = 0;
    int count = read(position);
    while (count > 0) {
      Framed framed =
          framer.frame(
              new Chunk(buffer, 0, count, position, false, Long.MAX_VALUE, Integer.MAX_VALUE, 0));
      position += framed.next();
      count = read(position);
    }
    lines += LINES;
    return sink.bytes();
  }

  /** What a loop without framing takes. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long bareLoop() throws IOException {
    long feeds = 0;
    long position = 0;
    int count = read(position);
    while (count > 0) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          feeds++;
        }
      }
      position += count;
      count = read(position);
    }
    lines += LINES;
    return feeds;
  }

  private int read(long position) throws IOException {
    return file.read(ByteBuffer.wrap(buffer), position);
  }

  private static final class NoCounts implements FrameCounts {
    @Override
    public void framed(String topic, long lines, long bytes) {}

    @Override
    public void repeated(String topic, long lines) {}

    @Override
    public void malformed(long count) {}
  }

  private static final class NoFate implements Framing.Fate {
    @Override
    public void sent(long bytes) {}

    @Override
    public void acknowledged(long start, long end, boolean more) {}

    @Override
    public void skipped(long start, long end) {}

    @Override
    public void refused(long start, long end, String reason) {}

    @Override
    public long handed() {
      return 0;
    }

    @Override
    public void handed(long end) {}
  }
}
