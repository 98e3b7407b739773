package tributary.agent.identify;

/**
 * What a file holds.
 *
 * @param <C> what the caller knows contents as
 */
public sealed interface Identity<C> {

  /** The content that it held before. */
  record Same<C>(C content) implements Identity<C> {}

  /** A content that was elsewhere before. */
  record Found<C>(C orphan) implements Identity<C> {}

  /**
   * A content whose end was lost with the system's memory: it goes on as a new one.
   *
   * @param from the highest mark that agrees
   */
  record Cut<C>(C content, Mark from) implements Identity<C> {}

  /** A content that was never seen. */
  record Fresh<C>() implements Identity<C> {}
}
