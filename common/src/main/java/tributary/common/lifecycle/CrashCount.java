package tributary.common.lifecycle;

/**
 * How often something threw that it should never throw, and what it was the last time, for the
 * status. Thread: any.
 */
public final class CrashCount {
  private int count;
  private String last = "";

  /** It threw, and goes on. */
  public synchronized void add(Throwable cause) {
    count++;
    last = cause.toString();
  }

  /** {@code 2 times, the last: java.lang.Error: words}; empty if it never threw. */
  public synchronized String text() {
    return count == 0 ? "" : count + " times, the last: " + last;
  }

  /**
   * Whether a thread that caught this may go on. What speaks of the JVM itself (no memory, a broken
   * class file) ends the thread, and the program with it; its unit starts it again.
   */
  public static boolean isSurvivable(Throwable cause) {
    return !(cause instanceof VirtualMachineError) || cause instanceof StackOverflowError;
  }
}
