package tributary.stack;

/**
 * A server could not be had, started or stopped. The message's first line is one sentence that says
 * what, and what to do or where to look; further lines are the end of its log.
 */
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackException(String message) {
    super(message);
  }

  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
