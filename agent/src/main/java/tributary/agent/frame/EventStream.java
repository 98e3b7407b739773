package tributary.agent.frame;

import tributary.common.kafka.EventPart;
import tributary.common.kafka.Span;

/**
 * The way of one content's events under one set of settings. Thread: the content's reader. Closing
 * it ends offers; what was taken is delivered and reported nevertheless.
 */
public interface EventStream extends AutoCloseable {

  /**
   * Hands over one event, or one part of one. The text is UTF-8 and stands in {@code [offset,
   * offset + length)} of the array during the call only.
   *
   * @param start offset in the content where its span begins
   * @param end offset where its span ends, its line end included
   * @param part which part it is; null for a whole event
   * @param timestampMillis when it was read, within its seam's day
   * @return false if there is no memory free for it now, or its topic isn't ready: nothing was
   *     taken; offer it again later
   */
  boolean offer(
      byte[] text,
      int offset,
      int length,
      long start,
      long end,
      EventPart part,
      long timestampMillis);

  /** The same with the span as a value, for those who send little. */
  default boolean offer(
      byte[] text, int offset, int length, Span span, EventPart part, long timestampMillis) {
    return offer(text, offset, length, span.start(), span.end(), part, timestampMillis);
  }

  /**
   * Hands over lines that are whole events as they stand, one after the other. What it throws at
   * one that isn't the first is thrown when that one is offered by itself: those before it are told
   * as taken.
   *
   * @param most of them at most
   * @return how many were taken; the next one may be offered by itself, or later
   */
  default int offer(Lines lines, int most, long timestampMillis) {
    int line = 0;
    try {
      while (line < most
          && offer(
              lines.bytes(),
              lines.start(line),
              lines.length(line),
              lines.offset(line),
              lines.offset(line + 1),
              null,
              timestampMillis)) {
        line++;
      }
    } catch (RuntimeException e) {
      if (line == 0) {
        throw e;
      }
    }
    return line;
  }

  /** Many offers follow: what they share is done once for all of them. */
  default void begin() {}

  /** As many as began have been offered. */
  default void end() {}

  @Override
  void close();
}
