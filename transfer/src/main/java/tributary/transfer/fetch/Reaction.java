package tributary.transfer.fetch;

/** What follows from an error in an answer. */
enum Reaction {
  /** There is none: its batches are handed over. */
  TAKE,
  /**
   * The broker is the wrong one, or doesn't know enough: metadata anew, and again a little later.
   */
  ELSEWHERE,
  /** The same again, a little later. */
  LATER,
  /** The session has ended, and begins anew at once. */
  SESSION_ANEW,
  /** The position has to be found out anew. */
  REPOSITION,
  /** The topic's records are kept from us. */
  REFUSED,
  /** The next batch is damaged. */
  CORRUPT
}
