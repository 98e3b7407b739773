package tributary.agent.identify;

import java.io.IOException;

/** What can be asked of an open file. */
public interface Prober {
  /** Whether it begins like this. */
  boolean agrees(Head head) throws IOException;

  /** Whether these bytes stand before that offset. */
  boolean agrees(Mark mark) throws IOException;

  /** Whether that can be asked: of a compressed file only what was asked while it was unpacked. */
  default boolean knows(Mark mark) {
    return true;
  }

  /** Its size in bytes. */
  long size() throws IOException;
}
