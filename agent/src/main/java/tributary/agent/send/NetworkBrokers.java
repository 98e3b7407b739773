package tributary.agent.send;

import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.requests.AbstractRequest;

/** Connections by kafka-clients' own network client. */
final class NetworkBrokers implements Brokers {
  private final NetworkClient client;
  private final int requestTimeoutMillis;

  NetworkBrokers(NetworkClient client, int requestTimeoutMillis) {
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
