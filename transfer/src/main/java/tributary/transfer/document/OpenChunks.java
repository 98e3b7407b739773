package tributary.transfer.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chunks that are being filled, one for each index. The last one is kept at hand: a topic's
 * records are nearly all for one index, and {@link TopicIndex} says so with the same object.
 *
 * <p>Thread: its worker.
 */
public final class OpenChunks {

  private final RecordWriter writer;
  private final Map<Index, ChunkBuilder> builders = new HashMap<>();
  private Index lastIndex;
  private ChunkBuilder last;

  public OpenChunks(RecordWriter writer) {
    this.writer = writer;
  }

  /**
   * The one for an index, begun if there is none.
   *
   * @param expected about how many bytes its documents will be
   */
  @SuppressWarnings("ReferenceEquality") // An equal one that is another object is looked up.
  public ChunkBuilder of(Index index, long expected) {
    if (index != lastIndex) {
      lastIndex = index;
      last = builders.computeIfAbsent(index, i -> new ChunkBuilder(i, writer, expected));
    }
    return last;
  }

  /** Takes one out that is full; the next record for its index begins another. */
  public DocumentChunk take(ChunkBuilder full) {
    builders.remove(full.index());
    lastIndex = null;
    return full.build();
  }

  /** What is left, where there is anything in it. */
  public List<DocumentChunk> takeAll() {
    List<DocumentChunk> all = new ArrayList<>();
    for (ChunkBuilder builder : builders.values()) {
      if (!builder.isEmpty()) {
        all.add(builder.build());
      }
    }
    builders.clear();
    lastIndex = null;
    return all;
  }
}
