package tributary.agent.send.batch;

import tributary.agent.frame.Lines;

/**
 * A batch that is being filled: records are framed into a block, and each full block is compressed
 * into the batch's bytes, so that it is known how much they have become. Thread: one at a time, the
 * partition's lock.
 */
public final class OpenBatch {
  /** More would take memory that nobody counts; each is a gap in what a stream sends. */
  private static final int MAX_RUNS = 4096;

  private final MemoryShare share;
  private final BatchCodec codec;
  private final int limit;
  private final BatchBytes bytes;
  private final RunList runs = new RunList();
  private BlockWriter writer;
  private byte[] block;
  private int filled;
  private int count;
  private int next;
  private long baseTimestamp;
  private long maxTimestamp;

  /**
   * @param limit bytes, compressed; one record alone may have more
   */
  public OpenBatch(MemoryShare share, BatchCodec codec, int limit) {
    this.share = share;
    this.codec = codec;
    this.limit = limit;
    this.bytes = new BatchBytes(share);
    this.block = share.block();
    bytes.write(BatchHeader.EMPTY, 0, BatchHeader.SIZE);
  }

  /** Whether the shape's next record stays within the limit; to be asked before each. */
  public boolean fits(RecordShape shape, long timestamp) {
    next = shape.size(count, count == 0 ? 0 : timestamp - baseTimestamp);
    return count == 0
        || (bytes.size() + codec.bound(filled + next) <= limit && runs.size() < MAX_RUNS);
  }

  /** Whether the record for which {@link #fits} was asked ends the block. */
  public boolean needsBlock() {
    return filled + next > BufferPool.BLOCK && count > 0;
  }

  /** Adds the shape's next record, for which {@link #fits} was asked; its text is an array's. */
  public void append(RunOwner owner, RecordShape shape, byte[] text, int from, long timestamp) {
    if (count == 0) {
      baseTimestamp = timestamp;
      maxTimestamp = timestamp;
    }
    long delta = timestamp - baseTimestamp;
    int length = shape.textLength();
    if (filled + next > BufferPool.BLOCK) {
      endBlock();
    }
    if (next <= BufferPool.BLOCK) {
      int at = shape.head(block, filled, count, delta);
      System.arraycopy(text, from, block, at, length);
      filled = shape.tail(block, at + length);
    } else {
      byte[] scratch = shape.scratch();
      put(scratch, 0, shape.head(scratch, 0, count, delta));
      put(text, from, length);
      put(scratch, 0, shape.tail(scratch, 0));
    }
    count++;
    maxTimestamp = Math.max(maxTimestamp, timestamp);
    runs.add(owner, shape.start(), shape.end(), shape.more());
  }

  /**
   * Adds lines, from the first one on, as far as they stay within the block and the limit.
   *
   * @param most index of the line that is no longer to be added
   * @return how many; if none, the next one takes {@link #fits} and the other {@code append}
   */
  public int append(
      RunOwner owner, RecordShape shape, Lines lines, int first, int most, long timestamp) {
    if (count == 0 || runs.size() >= MAX_RUNS) {
      return 0;
    }
    int room = Math.min(BufferPool.BLOCK, codec.room(limit - bytes.size()));
    shape.lines(lines, timestamp - baseTimestamp);
    int line = first;
    while (line < most) {
      int end = shape.line(block, filled, room, count, line);
      if (end < 0) {
        break;
      }
      filled = end;
      count++;
      line++;
    }
    if (line > first) {
      maxTimestamp = Math.max(maxTimestamp, timestamp);
      runs.addWhole(owner, lines.offset(first), lines.offset(line), line - first);
    }
    return line - first;
  }

  private void put(byte[] source, int from, int length) {
    int at = from;
    int left = length;
    while (left > 0) {
      if (filled == BufferPool.BLOCK) {
        endBlock();
      }
      int part = Math.min(left, BufferPool.BLOCK - filled);
      System.arraycopy(source, at, block, filled, part);
      filled += part;
      at += part;
      left -= part;
    }
  }

  private void endBlock() {
    if (filled == 0) {
      return;
    }
    if (codec.isNone()) {
      bytes.adopt(block, filled);
      block = share.block();
    } else {
      if (writer == null) {
        writer = codec.open(bytes);
      }
      writer.block(block, filled);
    }
    filled = 0;
  }

  /** Records in it. */
  public int count() {
    return count;
  }

  /** Ends it. */
  public Batch seal() {
    endBlock();
    share.release(block);
    block = null;
    if (writer != null) {
      writer.end();
    }
    bytes.end();
    BatchHeader.write(bytes, codec.type().id, count, baseTimestamp, maxTimestamp);
    return new Batch(bytes, runs, count);
  }
}
