package tributary.transfer.bulk;

import tributary.transfer.document.DocumentChunk;

/**
 * Who gave a chunk to bulk, and is told of each of its documents exactly once. Called on the bulk
 * thread; hands over and returns.
 */
public interface ChunkOwner {

  /** Whether what has not been sent yet needn't be; read on any thread. */
  boolean isClosed();

  /** The documents {@code from} up to {@code to}, exclusive, are in the index. */
  void settled(DocumentChunk chunk, int from, int to);

  /** The index will never take this document, and it is the document's fault. */
  void refused(DocumentChunk chunk, int item, Refusal refusal);

  /** These documents were not sent, since their owner is closed. */
  void dropped(DocumentChunk chunk, int from, int to);

  /** Bulk has lost track of what it was given, and tells nothing more of it. */
  void failed(Throwable cause);
}
