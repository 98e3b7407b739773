package tributary.transfer.bulk;

import tributary.transfer.document.DocumentChunk;

/**
 * Documents of one chunk that go the same way.
 *
 * @param chunk whose documents
 * @param owner who is told
 * @param from the first
 * @param to after the last
 * @param suspectedAt how many documents the index had taken when it refused this one without a
 *     reason that convicts it, or {@link #UNSUSPECTED}
 */
record Slice(DocumentChunk chunk, ChunkOwner owner, int from, int to, long suspectedAt) {

  static final long UNSUSPECTED = -1;

  static Slice whole(DocumentChunk chunk, ChunkOwner owner) {
    return new Slice(chunk, owner, 0, chunk.size(), UNSUSPECTED);
  }

  int documents() {
    return to - from;
  }

  int bytes() {
    return chunk.start(to) - chunk.start(from);
  }

  /** The first {@code documents} of them. */
  Slice head(int documents) {
    return new Slice(chunk, owner, from, from + documents, suspectedAt);
  }

  /** All after the first {@code documents}. */
  Slice tail(int documents) {
    return new Slice(chunk, owner, from + documents, to, suspectedAt);
  }

  /** One of them, counted from {@code from}. */
  Slice one(int item) {
    return new Slice(chunk, owner, from + item, from + item + 1, suspectedAt);
  }

  Slice suspected(long accepted) {
    return new Slice(chunk, owner, from, to, accepted);
  }

  /** How many of them, at least one, fit into the room. */
  int fitting(int documents, long bytes) {
    int most = Math.min(documents, documents());
    int fitting = 1;
    while (fitting < most && chunk.start(from + fitting + 1) - chunk.start(from) <= bytes) {
      fitting++;
    }
    return fitting;
  }
}
