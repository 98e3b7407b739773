package tributary.common.kafka;

import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.requests.AbstractRequest;

/**
 * Connections by kafka-clients' own network client. It is no public API: the version of
 * kafka-clients is pinned, and the tests on real brokers guard each upgrade.
 */
public final class NetworkBrokers implements Brokers {
  private final NetworkClient client;
  private final int requestTimeoutMillis;

  /**
   * @param requestTimeoutMillis after which a request counts as unanswered, and its connection as
   *     cut
   */
  public NetworkBrokers(NetworkClient client, int requestTimeoutMillis) {
    this.client = client;
    this.requestTimeoutMillis = requestTimeoutMillis;
  }

  @Override
  public boolean ready(Node broker, long now) {
    return client.ready(broker, now);
  }

  @Override
  public long delay(Node broker, long now) {
    return client.pollDelayMs(broker, now);
  }

  @Override
  public AuthenticationException refusal(Node broker) {
    return client.authenticationException(broker);
  }

  @Override
  public void send(
      Node broker, AbstractRequest.Builder<?> request, long now, RequestCompletionHandler handler) {
    client.send(
        client.newClientRequest(
            broker.idString(), request, now, true, requestTimeoutMillis, handler),
        now);
  }

  @Override
  public Node any(long now) {
    return client.leastLoadedNode(now).node();
  }

  @Override
  public void poll(long timeout, long now) {
    client.poll(timeout, now);
  }

  @Override
  public void wakeup() {
    client.wakeup();
  }

  @Override
  public void close() {
    client.close();
  }
}
