package tributary.transfer.bulk;

/** Where an index stands. */
sealed interface LaneState {

  /** It must be looked at, and made if it is missing, before a document is sent. */
  record Unprepared() implements LaneState {}

  /** It is being looked at. */
  record Preparing() implements LaneState {}

  /** Documents flow. */
  record Open() implements LaneState {}

  /**
   * Nothing is sent for a while.
   *
   * @param until when to try again, by the clock of {@link System#nanoTime}
   * @param next what follows then
   */
  record Waiting(long until, LaneState next) implements LaneState {}

  /** One request at a time, until one gets through. */
  record Probing() implements LaneState {}
}
