package tributary.agent.read;

/** Where the reader's counts go. Thread: reader. */
public interface ReadCounts {
  /** Something failed, by its kind. */
  void error(String kind);

  /** Bytes that were overwritten or cut before they were read. */
  void lost(long bytes);

  /**
   * What is open and unread at present.
   *
   * @param files that are open
   * @param unreadBytes that are there and not acknowledged
   * @param oldestSeconds age of the oldest of these, at most
   */
  void standing(int files, long unreadBytes, double oldestSeconds);
}
