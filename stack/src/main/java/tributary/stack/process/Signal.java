package tributary.stack.process;

/** The signals that a child can be sent; who gets them: the leader alone, or its whole group. */
public enum Signal {
  /** Asks to end in order; the leader passes it on as it sees fit. */
  TERM(false),
  KILL(true),
  STOP(true),
  CONT(true);

  private final boolean wholeGroup;

  Signal(boolean wholeGroup) {
    this.wholeGroup = wholeGroup;
  }

  /** What {@code kill} takes for a process id: a negative number is a group. */
  String target(long pid) {
    return (wholeGroup ? "-" : "") + pid;
  }
}
