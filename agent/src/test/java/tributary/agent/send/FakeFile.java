package tributary.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Random;
import tributary.agent.send.batch.RecordShape;
import tributary.agent.send.batch.Run;
import tributary.agent.send.batch.RunOwner;

/** A file of numbered lines that is read as the agent reads: after a refusal it goes back. */
final class FakeFile {
  private final String name;
  private final PartitionQueue queue;
  private final int lines;
  private int next;
  private int acknowledged;
  private Stream stream = new Stream();

  FakeFile(String name, PartitionQueue queue, int lines) {
    this.name = name;
    this.queue = queue;
    this.lines = lines;
  }

  /** Offers a few lines; goes back when all that it had in flight is settled. */
  void read(Random random, long now) {
    if (stream.refused) {
      if (stream.inFlight == 0) {
        next = acknowledged;
        stream = new Stream();
      }
      return;
    }
    for (int i = random.nextInt(40); i > 0 && next < lines; i--) {
      byte[] text = line(next).getBytes(UTF_8);
      stream.shape.next(text.length, next * 10L, next * 10L + 10, null);
      if (!offer(stream, text, now)) {
        return;
      }
      stream.inFlight++;
      next++;
    }
  }

  private boolean offer(Stream to, byte[] text, long now) {
    queue.begin();
    try {
      return queue.offer(to, to.shape, text, 0, now);
    } finally {
      queue.end();
    }
  }

  String line(int number) {
    return name + ":" + number + " " + "x".repeat(number * 37 % 300);
  }

  String name() {
    return name;
  }

  boolean done() {
    return acknowledged == lines && stream.inFlight == 0;
  }

  /** What the sender reports of one opening. */
  private final class Stream implements RunOwner {
    private final RecordShape shape =
        new RecordShape("0123456789abcdefghjk".getBytes(UTF_8), new LinkedHashMap<>());
    private boolean refused;
    private int inFlight;

    @Override
    public void delivered(Run run) {
      inFlight -= run.records();
      if (run.start() != acknowledged * 10L) {
        throw new AssertionError(name + " out of order: " + run + " after " + acknowledged);
      }
      acknowledged = (int) (run.end() / 10);
    }

    @Override
    public void refuse(String reason) {
      refused = true;
    }

    @Override
    public boolean isRefused() {
      return refused;
    }

    @Override
    public void refused(Run run) {
      if (!refused) {
        throw new AssertionError("refused without a reason");
      }
      inFlight -= run.records();
    }
  }
}
