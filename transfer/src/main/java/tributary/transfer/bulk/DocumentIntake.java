package tributary.transfer.bulk;

import java.util.Optional;
import tributary.transfer.document.DocumentChunk;

/** Where workers hand documents over. Any thread; nothing blocks. */
public interface DocumentIntake {

  /** Takes documents in; each one's settlement is told to the owner. */
  void add(DocumentChunk chunk, ChunkOwner owner);

  /** Drops what closed owners still have queued. */
  void dropClosed();

  /** Why documents for an index, or for one of its days, wait. */
  Optional<String> waiting(String base);
}
