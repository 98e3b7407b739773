package tributary.bench.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tributary.agent.discover.FileKey;
import tributary.agent.identify.Head;
import tributary.agent.identify.Identification;
import tributary.agent.identify.Identity;
import tributary.agent.identify.KnownContent;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Marks;
import tributary.agent.read.open.OpenFile;
import tributary.agent.read.open.PlainBytes;
import tributary.bench.LogFile;

/**
 * Microseconds to decide on a file that was opened: one that is where it was, one that was copied,
 * and one that is new, among the orphans of its folder, all of which begin like it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class IdentityBenchmark {
  private static final FileKey KEY = new FileKey("1:1", 0);
  private static final FileKey OTHER = new FileKey("1:2", 0);

  /** Contents that are no longer at their path. */
  @Param({"1", "1000"})
  public int orphans;

  private Path path;
  private OpenFile file;
  private Known same;
  private List<Known> others;

  /** What is known of a content. */
  private record Known(FileKey key, Head head, Marks marks, String path, long acknowledged)
      implements KnownContent {}

  /** Writes the file, which the system then has in memory. */
  @Setup
  public void open() throws IOException {
    path = Files.createTempFile("identity", ".log");
    LogFile.write(path, LogFile.Kind.ACCESS, 1000);
    file = OpenFile.of(path, KEY, new PlainBytes(FileChannel.open(path)));
    byte[] bytes = Files.readAllBytes(path);
    Marks marks = Marks.none().with(Mark.of(bytes.length, bytes, bytes.length));
    same = new Known(KEY, file.head(), marks, path.toString(), bytes.length);
    bytes[bytes.length - 2]++;
    Marks foreign = Marks.none().with(Mark.of(bytes.length, bytes, bytes.length));
    others = new ArrayList<>();
    for (int i = 0; i < orphans; i++) {
      others.add(new Known(OTHER, file.head(), foreign, path + "." + i, bytes.length));
    }
  }

  /** Deletes the file. */
  @TearDown
  public void close() throws IOException {
    file.close();
    Files.delete(path);
  }

  /** Its key, head and newest mark agree. */
  @Benchmark
  public Identity<Known> theSame() throws IOException {
    return Identification.decide(path.toString(), KEY, file, Optional.of(same), () -> others);
  }

  /** It is none of the orphans, though each of them begins like it. */
  @Benchmark
  public Identity<Known> fresh() throws IOException {
    return Identification.decide(path + ".copy", KEY, file, Optional.empty(), () -> others);
  }

  /** Opening reads its head. */
  @Benchmark
  public Head head() throws IOException {
    return file.headNow();
  }
}
