package tributary.console.servers;

/** The wait between two looks at a server; in tests it is none. */
@FunctionalInterface
public interface Pause {

  /**
   * Waits.
   *
   * @return false if there is to be no further look
   */
  boolean await() throws InterruptedException;
}
