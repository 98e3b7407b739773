package tributary.common.lifecycle;

/** How programs end. */
public final class ExitCode {
  /** A clean stop. */
  public static final int OK = 0;

  /** A failure. */
  public static final int FAILURE = 1;

  /** Wrong usage or configuration. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
