package tributary.transfer.document;

import tributary.transfer.record.RecordCursor;

/**
 * Makes a document of a record: a pure function of the record and its topic's UUID, written
 * straight to bytes as the two lines of a bulk item.
 *
 * <p>Thread: its worker.
 */
public interface RecordWriter {

  /**
   * Appends the item of the record at hand. Whatever it throws, the record is at fault, and {@code
   * out} is in doubt.
   *
   * @return whether the record is a dead letter that was put through again
   */
  boolean write(RecordCursor record, JsonBytes out);
}
