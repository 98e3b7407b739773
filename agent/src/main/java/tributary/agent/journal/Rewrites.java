package tributary.agent.journal;

/** When a journal has outgrown what lives. */
final class Rewrites {
  private static final long LEAST = 1 << 20;

  private Rewrites() {}

  /**
   * The length at which a journal that now has this one is rewritten: four times, 1 MiB at least.
   */
  static long next(long length) {
    return Math.max(LEAST, 4 * length);
  }
}
