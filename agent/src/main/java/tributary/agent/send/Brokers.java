package tributary.agent.send;

import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.requests.AbstractRequest;

/** The connections to the brokers, as the sender needs them. Thread: sender, but for wakeup. */
interface Brokers extends AutoCloseable {
  /** Whether a request can go to the broker now; begins to connect if not. */
  boolean ready(Node broker, long now);

  /** Milliseconds until it is worth to ask again, unless something happens before. */
  long delay(Node broker, long now);

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
