package tributary.common.kafka;

import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

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
  private NetworkBrokers(NetworkClient client, int requestTimeoutMillis) {
    this.client = client;
    this.requestTimeoutMillis = requestTimeoutMillis;
  }

  /**
   * Makes them as Kafka's own clients do. Nothing is connected yet.
   *
   * @param config a producer's or a consumer's
   * @param metadata what is known through them; it gets the servers that the config names
   * @param inFlight requests that a broker may owe an answer to at a time
   * @throws org.apache.kafka.common.KafkaException if it can't be done now, for example because no
   *     server's name can be resolved
   */
  public static NetworkBrokers of(
      AbstractConfig config, Metadata metadata, LogContext logContext, Time time, int inFlight) {
    metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
    NetworkClient client =
        ClientUtils.createNetworkClient(
            config,
            new Metrics(time),
            "tributary",
            logContext,
            new ApiVersions(),
            time,
            inFlight,
            metadata,
            null,
            null);
    return new NetworkBrokers(client, config.getInt(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG));
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
