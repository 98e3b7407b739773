package tributary.transfer.record;

import java.io.IOException;
import java.io.InputStream;

/**
 * What one of the client's streams unpacks.
 *
 * <p>Thread: its cursor's.
 */
final class StreamUnpacking implements Unpacking {

  private static final int PIECE = 16 * 1024;

  private final InputStream in;

  StreamUnpacking(InputStream in) {
    this.in = in;
  }

  @Override
  public int room() {
    return PIECE;
  }

  @Override
  public int read(byte[] into, int at) throws IOException {
    return in.read(into, at, into.length - at);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
