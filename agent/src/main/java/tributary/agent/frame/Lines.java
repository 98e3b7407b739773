package tributary.agent.frame;

/**
 * Whole lines that follow each other in an array, each an event as it stands: what they share is
 * done once for all of them. Used again and again; valid during a call only. Thread: the reader.
 */
public final class Lines {
  /** As many as lie in the processor's first caches while they are copied. */
  static final int MOST = 256;

  /** Where each begins, and behind them where the next one would. */
  private final int[] starts = new int[MOST + 1];

  /** Bytes of the texts before each. */
  private final int[] texts = new int[MOST + 1];

  private byte[] bytes;
  private long base;
  private int count;

  /**
   * Begins anew.
   *
   * @param from index of the first
   * @param offset of the first in the content
   */
  public void begin(byte[] array, int from, long offset) {
    bytes = array;
    starts[0] = from;
    base = offset - from;
    count = 0;
  }

  /**
   * Adds the next one.
   *
   * @param textEnd index after its text
   * @param end index after its line end
   */
  public void add(int textEnd, int end) {
    texts[count + 1] = texts[count] + textEnd - starts[count];
    starts[++count] = end;
  }

  boolean isFull() {
    return count == MOST;
  }

  public int count() {
    return count;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Index where one begins; of as many as there are, where the last one ends. */
  public int start(int line) {
    return starts[line];
  }

  /** The same as an offset in the content. */
  public long offset(int line) {
    return base + starts[line];
  }

  /** Bytes of one's text. */
  public int length(int line) {
    return texts[line + 1] - texts[line];
  }

  /** Bytes of the texts of so many. */
  int textBytes(int lines) {
    return texts[lines];
  }
}
