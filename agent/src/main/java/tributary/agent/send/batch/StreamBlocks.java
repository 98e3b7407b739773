package tributary.agent.send.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Blocks through a stream of kafka-clients, which is flushed after each. */
final class StreamBlocks implements BlockWriter {
  private final OutputStream stream;

  StreamBlocks(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public void block(byte[] block, int length) {
    try {
      stream.write(block, 0, length);
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("compressing in memory failed", e);
    }
  }

  @Override
  public void end() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException("compressing in memory failed", e);
    }
  }
}
