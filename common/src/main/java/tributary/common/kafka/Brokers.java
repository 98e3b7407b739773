package tributary.common.kafka;

import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.requests.AbstractRequest;

/**
 * The connections to the brokers, as those need them who speak Kafka's protocol themselves. Thread:
 * its owner's, but for wakeup.
 */
public interface Brokers extends AutoCloseable {
  /** Whether a request can go to the broker now; begins to connect if not. */
  boolean ready(Node broker, long now);

  /** Milliseconds until it is worth to ask again, unless something happens before. */
  long delay(Node broker, long now);

  /** Why the broker did not let us in when we last tried to connect; null if it did. */
  AuthenticationException refusal(Node broker);

  /** Hands a request to a broker that is ready. What comes of it is told during a later poll. */
  void send(
      Node broker, AbstractRequest.Builder<?> request, long now, RequestCompletionHandler handler);

  /** Any broker, for what any can answer; null if none can be reached now. */
  Node any(long now);

  /** Sends and receives for so many milliseconds at most. */
  void poll(long timeout, long now);

  /** Ends a poll early. Any thread. */
  void wakeup();

  @Override
  void close();
}
