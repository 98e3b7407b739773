package tributary.transfer.bulk;

import java.util.function.Consumer;

/** Carries requests to Elasticsearch. */
interface BulkTransport {

  /**
   * Sends a request, and tells once how it went, on a thread of its own.
   *
   * @param index the index that all its documents go to
   */
  void send(String index, BulkRequest request, Consumer<Answer> done);

  /** How a request went. */
  sealed interface Answer permits Reply, NoReply {}

  /** Some server answered. */
  final class Reply implements Answer {
    private final int status;
    private final byte[] body;

    Reply(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    /** HTTP's. */
    int status() {
      return status;
    }

    /** As it came; not copied. */
    byte[] body() {
      return body;
    }
  }

  /**
   * No server answered, or not to the end.
   *
   * @param reason in words
   */
  record NoReply(String reason) implements Answer {}
}
