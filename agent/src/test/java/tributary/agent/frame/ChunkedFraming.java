package tributary.agent.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tributary.agent.FakeSink;
import tributary.agent.FakeSink.Sent;
import tributary.agent.read.Chunk;
import tributary.agent.read.Framed;
import tributary.agent.read.Framing;
import tributary.common.collect.ByteOrderMark;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.FileId;

/** Frames bytes given in chunks of any size, as the reader does. */
final class ChunkedFraming {
  private final CollectEntry entry;
  private final List<long[]> skips = new ArrayList<>();
  private long malformed;
  private Framed last;

  ChunkedFraming(CollectEntry entry) {
    this.entry = entry;
  }

  /**
   * What is sent of these bytes.
   *
   * @param chunk bytes at a time at first; more when nothing can be made of so many
   * @param ends whether they are all that there will be
   */
  List<Sent> frame(byte[] bytes, int chunk, boolean ends) {
    FakeSink sink = new FakeSink();
    skips.clear();
    malformed = 0;
    FileId id = FileId.create(Instant.EPOCH, new Random(1));
    byte[] head = Arrays.copyOf(bytes, Math.min(ByteOrderMark.LONGEST, bytes.length));
    TextEncoding encoding = ByteOrderMark.decide(entry.encoding(), head, true).orElseThrow();
    Framing framing = new EventFraming(sink, new Counts());
    try (var framer = framing.open(id, "/a.log", entry, encoding, new Skips())) {
      int at = 0;
      int length = chunk;
      while (at < bytes.length) {
        int to = (int) Math.min(bytes.length, (long) at + length);
        boolean end = ends && to == bytes.length;
        last =
            framer.frame(
                new Chunk(bytes, at, to, at, end, Long.MAX_VALUE, Integer.MAX_VALUE, 1000));
        if (last.next() == at && to == bytes.length) {
          break;
        }
        length = last.next() == at ? length * 2 : chunk;
        at = last.next();
      }
    }
    return sink.sent();
  }

  /** The texts of events and parts, which must be the same with their spans for all chunks. */
  List<String> texts(byte[] bytes, boolean ends) {
    List<Sent> whole = frame(bytes, 1 << 20, ends);
    for (int chunk = 1; chunk < Math.min(60, bytes.length); chunk++) {
      List<Sent> again = frame(bytes, chunk, ends);
      assertThat(again.stream().map(ChunkedFraming::named))
          .as("chunks of %d", chunk)
          .isEqualTo(whole.stream().map(ChunkedFraming::named).toList());
    }
    return whole.stream().map(Sent::text).toList();
  }

  private static String named(Sent event) {
    return event.span().text() + " " + event.part() + " " + event.text();
  }

  /** Bytes that were skipped the last time. */
  long skipped() {
    return skips.stream().mapToLong(s -> s[1] - s[0]).sum();
  }

  /** Stretches that were no text the last time. */
  long malformed() {
    return malformed;
  }

  /** What the framer said of its last chunk. */
  Framed last() {
    return last;
  }

  /** Where nobody counts. */
  static FrameCounts noCounts() {
    return new ChunkedFraming(CollectEntry.of("/a", "a")).new Counts();
  }

  /** Where nobody hears what became of events. */
  static Framing.Fate noFate() {
    return new ChunkedFraming(CollectEntry.of("/a", "a")).new Skips();
  }

  private final class Counts implements FrameCounts {
    @Override
    public void framed(String topic, long lines, long bytes) {}

    @Override
    public void repeated(String topic, long lines) {}

    @Override
    public void malformed(long count) {
      malformed += count;
    }
  }

  private final class Skips implements Framing.Fate {
    @Override
    public void sent(long bytes) {}

    @Override
    public void acknowledged(long start, long end, boolean more) {}

    @Override
    public void skipped(long start, long end) {
      skips.add(new long[] {start, end});
    }

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
