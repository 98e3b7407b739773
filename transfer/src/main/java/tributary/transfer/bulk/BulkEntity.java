package tributary.transfer.bulk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.entity.HttpAsyncContentProducer;

/**
 * A request's body, sent from the chunks' own arrays without a copy.
 *
 * <p>Thread: the HTTP client's.
 */
final class BulkEntity extends AbstractHttpEntity implements HttpAsyncContentProducer {

  /**
   * Bytes that are offered to the socket at a time. It copies all that it is offered, and takes
   * what it has room for.
   */
  private static final int WINDOW = 64 * 1024;

  private final List<Slice> slices;
  private final long length;
  private int slice;
  private ByteBuffer current;

  BulkEntity(BulkRequest request) {
    this.slices = request.slices();
    this.length = request.bytes();
    setContentType("application/x-ndjson");
    close();
  }

  @Override
  public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
    while (true) {
      while (current.hasRemaining()) {
        if (!write(encoder)) {
          return;
        }
      }
      if (++slice == slices.size()) {
        encoder.complete();
        return;
      }
      current = buffer(slices.get(slice));
    }
  }

  /** Writes a window; false if the socket has no more room. */
  private boolean write(ContentEncoder encoder) throws IOException {
    int end = current.limit();
    int window = Math.min(end, current.position() + WINDOW);
    current.limit(window);
    try {
      int written = encoder.write(current);
      return written > 0 && current.position() == window;
    } finally {
      current.limit(end);
    }
  }

  /** Back to the beginning, for another try at another node. */
  @Override
  public void close() {
    slice = 0;
    current = buffer(slices.get(0));
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public InputStream getContent() {
    return new SequenceInputStream(
        Collections.enumeration(
            slices.stream()
                .map(
                    s ->
                        new ByteArrayInputStream(
                            s.chunk().bytes(), s.chunk().start(s.from()), s.bytes()))
                .toList()));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (Slice s : slices) {
      out.write(s.chunk().bytes(), s.chunk().start(s.from()), s.bytes());
    }
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  private static ByteBuffer buffer(Slice slice) {
    return ByteBuffer.wrap(slice.chunk().bytes(), slice.chunk().start(slice.from()), slice.bytes());
  }
}
