package tributary.common.lifecycle;

/** A program that has started. Stopping has two stages, so that nothing new enters the drain. */
public interface Running extends AutoCloseable {
  /** First stage: nothing new is taken in. Returns at once. */
  void stopIntake();

  /** Second stage: drains what is in flight within the stop-timeout, and writes positions. */
  @Override
  void close();
}
