package tributary.transfer.record;

import java.io.IOException;

/** What is packed in one batch, piece by piece. Thread: its cursor's. */
interface Unpacking extends AutoCloseable {

  /**
   * The room that the next piece needs at most, bytes; 0 if there is none.
   *
   * @throws IOException if what is packed makes no sense
   */
  int room() throws IOException;

  /**
   * Unpacks the next piece to {@code at}, where there is room for it.
   *
   * @return its length; -1 if it turns out that there is none
   * @throws IOException if what is packed makes no sense
   */
  int read(byte[] into, int at) throws IOException;

  @Override
  void close() throws IOException;
}
