package tributary.transfer.bulk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tributary.transfer.document.DocumentChunk;

/** Notes by offset what it is told. */
class RecordingOwner implements ChunkOwner {

  final List<Long> settled = new CopyOnWriteArrayList<>();
  final List<Long> dropped = new CopyOnWriteArrayList<>();
  final Map<Long, Refusal> refused = new ConcurrentHashMap<>();
  volatile boolean closed;
  volatile Throwable failure;

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void settled(DocumentChunk chunk, int from, int to) {
    for (int i = from; i < to; i++) {
      settled.add(chunk.at(i).offset());
    }
  }

  @Override
  public void refused(DocumentChunk chunk, int item, Refusal refusal) {
    refused.put(chunk.at(item).offset(), refusal);
  }

  @Override
  public void dropped(DocumentChunk chunk, int from, int to) {
    for (int i = from; i < to; i++) {
      dropped.add(chunk.at(i).offset());
    }
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
  }
}
