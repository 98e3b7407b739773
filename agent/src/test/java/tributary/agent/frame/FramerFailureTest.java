package tributary.agent.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.read.Chunk;
import tributary.agent.read.Framer;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.FileId;

/** What others notice when the framing of one file throws. */
final class FramerFailureTest {
  private static final FileId ID = new FileId("dc0wr2ajpm5fn908tjm5");
  private static final CollectEntry ENTRY = CollectEntry.of("/a.log", "a");

  @Test
  @DisplayName("F9: the program fails at a line: what its file shares with others is given back")
  void givesBack() {
    Throwing sink = new Throwing();
    EventFraming framing = new EventFraming(sink, ChunkedFraming.noCounts());
    try (Framer framer =
        framing.open(ID, "/a.log", ENTRY, TextEncoding.UTF_8, ChunkedFraming.noFate())) {
      byte[] bytes = "a\nb\n".getBytes(UTF_8);
      Chunk chunk = new Chunk(bytes, 0, 4, 0, false, Long.MAX_VALUE, Integer.MAX_VALUE, 0);

      assertThatThrownBy(() -> framer.frame(chunk)).hasMessage("injected");
      assertThat(sink.held).isZero();
      assertThat(sink.taken).isEqualTo(1);

      sink.broken = false;
      framer.frame(chunk);
      assertThat(sink.held).isZero();
    }
  }

  /** A partition that one has for as many offers as it has at a time. */
  private static final class Throwing implements EventSink, EventStream {
    private boolean broken = true;
    private int held;
    private int taken;

    @Override
    public EventStream open(StreamOrigin origin, DeliveryListener listener) {
      return this;
    }

    @Override
    public TopicState topic(String topic) {
      return new TopicState.Ready();
    }

    @Override
    public void begin() {
      held++;
    }

    @Override
    public void end() {
      held--;
    }

    @Override
    public boolean offer(
        byte[] text,
        int offset,
        int count,
        long start,
        long end,
        EventPart part,
        long timestampMillis) {
      if (broken && taken > 0) {
        throw new IllegalStateException("injected");
      }
      taken++;
      return true;
    }

    @Override
    public void close() {}
  }
}
