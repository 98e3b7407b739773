package tributary.agent.identify;

import java.io.IOException;

/** What can be asked of an open file. */
public interface Prober {
  /** Whether it begins like this. */
  boolean agrees(Head head) throws IOException;

  /** Whether these bytes stand before that offset. */
  boolean agrees(Mark mark) throws IOException;

  /** Its size in bytes. */
  long size() throws IOException;
}
