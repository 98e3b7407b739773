package tributary.agent.send.batch;

/** Whose events lie in a batch: a stream. Called on the sender's thread. */
public interface RunOwner {
  /** They are stored. */
  void delivered(Run run);

  /**
   * Something of it will be refused: what comes after must not be sent, so nothing more is taken.
   *
   * @param reason for people
   */
  void refuse(String reason);

  /** Whether that has happened. Any thread. */
  boolean isRefused();

  /** These are definitely not stored, after {@link #refuse}. */
  void refused(Run run);
}
