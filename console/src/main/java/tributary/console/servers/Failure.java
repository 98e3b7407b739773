package tributary.console.servers;

/**
 * A word cannot do what it was asked to. The message is one sentence for the person at the
 * terminal: what, and what to do.
 */
public final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean usage;

  private Failure(String sentence, boolean usage) {
    super(sentence);
    this.usage = usage;
  }

  /** It failed: a server is away, a value is broken. */
  public static Failure of(String sentence) {
    return new Failure(sentence, false);
  }

  /** It was asked for in the wrong way: an argument or a setting is wrong. */
  public static Failure usage(String sentence) {
    return new Failure(sentence, true);
  }

  /** Whether the arguments or settings are at fault, and not the world. */
  public boolean isUsage() {
    return usage;
  }
}
