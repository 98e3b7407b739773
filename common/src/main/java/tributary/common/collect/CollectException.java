package tributary.common.collect;

/** A value cannot be taken: where, and by which rule. */
public final class CollectException extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;
  private final String rule;

  /**
   * Makes an error.
   *
   * @param position of the token at fault
   * @param rule the rule that it breaks, as a sentence without a full stop
   */
  CollectException(Position position, String rule) {
    super(position.text() + ": " + rule);
    this.line = position.line();
    this.column = position.column();
    this.rule = rule;
  }

  /** Line of the token at fault, from 1. */
  public int line() {
    return line;
  }

  /** Column of the token at fault, in characters from 1; 0 in the local file, which has none. */
  public int column() {
    return column;
  }

  /** The rule that was broken. */
  public String rule() {
    return rule;
  }
}
