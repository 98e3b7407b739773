package tributary.agent.send.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.network.TransferableChannel;
import org.apache.kafka.common.record.BaseRecords;
import org.apache.kafka.common.record.RecordsSend;

/** A batch as part of a request: its buffers go to the channel as they are. Thread: sender. */
final class ScatteredRecords implements BaseRecords {
  /**
   * Bytes of one write. The JDK copies all that it is given into memory of its own before each
   * write, and keeps that memory; a socket's buffer holds less than a large batch.
   */
  private static final int AT_ONCE = 256 * 1024;

  private final ByteBuffer[] buffers;
  private final int size;

  ScatteredRecords(ByteBuffer[] buffers, int size) {
    this.buffers = buffers;
    this.size = size;
  }

  @Override
  public int sizeInBytes() {
    return size;
  }

  @Override
  public Sending toSend() {
    return new Sending(this);
  }

  /** How far they have gone into a channel. */
  static final class Sending extends RecordsSend<ScatteredRecords> {
    private final ByteBuffer[] left;
    private int first;

    private Sending(ScatteredRecords records) {
      super(records, records.size);
      left = new ByteBuffer[records.buffers.length];
      for (int i = 0; i < left.length; i++) {
        left[i] = records.buffers[i].duplicate();
      }
    }

    @Override
    protected int writeTo(TransferableChannel channel, int previouslyWritten, int remaining)
        throws IOException {
      long written = channel.write(left, first, count());
      while (first < left.length && !left[first].hasRemaining()) {
        first++;
      }
      return (int) written;
    }

    private int count() {
      int bytes = left[first].remaining();
      int end = first + 1;
      while (end < left.length && bytes + left[end].remaining() <= AT_ONCE) {
        bytes += left[end].remaining();
        end++;
      }
      return end - first;
    }
  }
}
