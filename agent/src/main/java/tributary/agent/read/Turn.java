package tributary.agent.read;

/** How a file's turn ended. */
enum Turn {
  /** Something was read; there may be more. */
  PROGRESS,
  /** At its end. */
  IDLE,
  /** The sender takes nothing now. */
  BLOCKED,
  /** Something else has to happen first: a sync, a topic, a refusal's back-off. */
  WAITING,
  /** Its bytes are not those that were there: it must be looked at anew. */
  CHANGED
}
