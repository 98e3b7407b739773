package tributary.bench.agent;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
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
import tributary.agent.send.batch.Batch;
import tributary.agent.send.batch.BatchCodec;
import tributary.agent.send.batch.BufferPool;
import tributary.agent.send.batch.MemoryShare;
import tributary.agent.send.batch.OpenBatch;
import tributary.agent.send.batch.RecordShape;
import tributary.agent.send.batch.Run;
import tributary.agent.send.batch.RunOwner;
import tributary.agent.send.batch.Stamp;
import tributary.bench.LogFile;

/**
 * Lines a second that one thread writes into record batches, with three headers, from bytes in
 * memory whose line ends are known; batches are stamped and thrown away.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BatchBenchmark {
  private static final int LINES = 100_000;
  private static final int LIMIT = 900 * 1024;
  private static final Stamp STAMP = new Stamp(1, (short) 0, 0);

  /** Of lines. */
  @Param({"ACCESS", "SMALL"})
  public LogFile.Kind kind;

  /** Of batches. */
  @Param({"lz4", "none", "zstd"})
  public String codec;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final MemoryShare share = new MemoryShare(new BufferPool(32 << 20));
  private final RunOwner owner = new NoOwner();
  private final int[] ends = new int[LINES];
  private byte[] text;
  private BatchCodec batchCodec;
  private RecordShape shape;
  private long cpu;
  private long lines;

  /** Makes the lines, and finds where each ends. */
  @Setup
  public void open() throws IOException {
    Path path = Files.createTempFile("batches", ".log");
    LogFile.write(path, kind, LINES);
    text = Files.readAllBytes(path);
    Files.delete(path);
    int line = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        ends[line++] = i;
      }
    }
    batchCodec = new BatchCodec(Compression.of(CompressionType.forName(codec)).build());
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put("host", "web-17.example".getBytes(StandardCharsets.UTF_8));
    headers.put("path", "/var/log/nginx/access.log".getBytes(StandardCharsets.UTF_8));
    shape = new RecordShape("1h9zk0abcdefghjkmnpq".getBytes(StandardCharsets.UTF_8), headers);
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
    System.out.printf("%.2f M lines per CPU second; ", lines / seconds / 1e6);
  }

  /** All lines, into as many batches as they need. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long write() {
    long bytes = 0;
    OpenBatch open = new OpenBatch(share, batchCodec, LIMIT);
    int from = 0;
    for (int end : ends) {
      shape.next(end - from, from, end + 1L, null);
      if (!open.fits(shape, 0)) {
        bytes += finish(open);
        open = new OpenBatch(share, batchCodec, LIMIT);
        open.fits(shape, 0);
      }
      open.append(owner, shape, text, from, 0);
      from = end + 1;
    }
    lines += LINES;
    return bytes + finish(open);
  }

  private static long finish(OpenBatch open) {
    Batch batch = open.seal();
    batch.stamp(STAMP);
    batch.release();
    return batch.size();
  }

  private static final class NoOwner implements RunOwner {
    @Override
    public void delivered(Run run) {}

    @Override
    public void refuse(String reason) {}

    @Override
    public boolean isRefused() {
      return false;
    }

    @Override
    public void refused(Run run) {}
  }
}
