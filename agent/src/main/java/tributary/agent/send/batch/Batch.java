package tributary.agent.send.batch;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.common.record.BaseRecords;
import org.apache.kafka.common.record.DefaultRecordBatch;

/** A batch that takes no more records. Thread: sender, after the reader has handed it over. */
public final class Batch {
  private final BatchBytes bytes;
  private final RunList runs;
  private final int count;
  private Stamp stamp;
  private boolean perhapsStored;

  Batch(BatchBytes bytes, RunList runs, int count) {
    this.bytes = bytes;
    this.runs = runs;
    this.count = count;
  }

  /** Records in it. */
  public int count() {
    return count;
  }

  /** Events that end in it. */
  public int events() {
    return runs.events();
  }

  /** Bytes of it, compressed. */
  public int size() {
    return bytes.size();
  }

  /** Writes who sends it; the same until {@link #unstamp}. */
  public void stamp(Stamp who) {
    stamp = who;
    BatchHeader.stamp(bytes, who);
  }

  /** Who sends it, if that has been decided. */
  public Optional<Stamp> stamp() {
    return Optional.ofNullable(stamp);
  }

  /** It is to be stamped anew, as if it had never been sent. */
  public void unstamp() {
    stamp = null;
    perhapsStored = false;
  }

  /** The sequence that follows its last record's. */
  public int nextSequence() {
    return DefaultRecordBatch.incrementSequence(stamp.sequence(), count);
  }

  /** An attempt has ended so that nobody knows. */
  public void perhapsStored() {
    perhapsStored = true;
  }

  /** Whether an attempt has ended so that nobody knows. */
  public boolean isPerhapsStored() {
    return perhapsStored;
  }

  /** For a request; valid until it is released. */
  public BaseRecords records() {
    return new ScatteredRecords(bytes.buffers(), bytes.size());
  }

  /** Its bytes in one piece, for the rare case that its records are to be read. */
  ByteBuffer copy() {
    ByteBuffer whole = ByteBuffer.allocate(bytes.size());
    for (ByteBuffer buffer : bytes.buffers()) {
      whole.put(buffer);
    }
    return whole.flip();
  }

  RunList runs() {
    return runs;
  }

  /** Its runs with their owners. */
  public void forEachRun(RunAction action) {
    ObjIntConsumer<RunOwner> each = (owner, index) -> action.accept(owner, runs.run(index));
    runs.forEach(each);
  }

  /** Whose record stands at that place. */
  public RunOwner ownerOf(int record) {
    return runs.ownerOf(record);
  }

  /** Whether something of a stream is in it of which something was refused. */
  public boolean holdsRefused() {
    for (int i = 0; i < runs.size(); i++) {
      if (runs.owner(i).isRefused()) {
        return true;
      }
    }
    return false;
  }

  /** Gives its memory back. */
  public void release() {
    bytes.release();
  }

  /** Takes a run and whose it is. */
  @FunctionalInterface
  public interface RunAction {
    /** Called for each run in its order. */
    void accept(RunOwner owner, Run run);
  }
}
