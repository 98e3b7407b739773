package tributary.agent.send;

/** What a broker's answer means for a batch (DESIGN §6). */
enum Outcome {
  /** It is in the topic. */
  STORED,
  /** It is not, and may be at the next attempt: it is sent again as it is. */
  AGAIN,
  /** Nobody knows: it is sent again as it is, and the broker tells a repetition by its stamp. */
  AGAIN_PERHAPS_STORED,
  /** The stamp is of no use any more: a new producer id, sequences from 0. */
  STAMP_ANEW,
  /** It is not, and its halves may be. */
  SPLIT,
  /** It is not, and won't be: its files go back to what is acknowledged, and wait. */
  DISSOLVE,
  /** As DISSOLVE, and nothing else may be written to the topic either. */
  REFUSE_TOPIC
}
