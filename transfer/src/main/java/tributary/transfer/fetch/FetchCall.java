package tributary.transfer.fetch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;

/**
 * One request to one broker, and its answer when it has come. From version 13 on topics are named
 * by their id alone, which the session's handler does. Thread: consumer.
 */
final class FetchCall implements RequestCompletionHandler {
  private static final short LAST_BY_NAME = 12;

  private final Node broker;
  private final FetchSessionHandler session;
  private final FetchSessionHandler.Builder builder;
  private final Queue<FetchCall> done;
  private final Map<TopicPartition, Asked> asked = new HashMap<>();
  private ClientResponse response;

  /**
   * What was asked for a partition.
   *
   * @param partition as it was wanted then
   * @param offset of the first record
   */
  record Asked(PartitionFetch partition, long offset) {}

  /**
   * @param session with that broker; it has no other call on its way
   * @param done gets the call when it is answered, or when it is known that it won't be
   */
  FetchCall(Node broker, FetchSessionHandler session, Queue<FetchCall> done) {
    this.broker = broker;
    this.session = session;
    this.builder = session.newBuilder();
    this.done = done;
  }

  void add(PartitionFetch partition, int bytes, Optional<Integer> leaderEpoch) {
    builder.add(
        partition.partition(),
        new FetchRequest.PartitionData(
            partition.topicId(),
            partition.offset(),
            FetchRequest.INVALID_LOG_START_OFFSET,
            bytes,
            leaderEpoch,
            partition.lastEpoch()));
    asked.put(partition.partition(), new Asked(partition, partition.offset()));
    partition.asked(true);
  }

  /**
   * The request.
   *
   * @param waitMillis how long the broker may wait for something to come
   */
  FetchRequest.Builder request(FetchConfig config, int waitMillis) {
    FetchSessionHandler.FetchRequestData data = builder.build();
    short latest = data.canUseTopicIds() ? ApiKeys.FETCH.latestVersion() : LAST_BY_NAME;
    return FetchRequest.Builder.forConsumer(latest, waitMillis, config.minBytes, data.toSend())
        .isolationLevel(config.isolationLevel)
        .setMaxBytes(config.maxBytes)
        .metadata(data.metadata())
        .removed(data.toForget())
        .replaced(data.toReplace())
        .rackId(config.clientRackId);
  }

  @Override
  public void onComplete(ClientResponse answer) {
    response = answer;
    done.add(this);
  }

  Node broker() {
    return broker;
  }

  FetchSessionHandler session() {
    return session;
  }

  /** What was asked of the partition; null if nothing was. */
  Asked asked(TopicPartition partition) {
    return asked.get(partition);
  }

  /** All that it asked for. */
  List<PartitionFetch> partitions() {
    return new ArrayList<>(asked.values().stream().map(Asked::partition).toList());
  }

  /** What came; its body is null if nothing did. */
  ClientResponse response() {
    return response;
  }

  /** The answer; empty if none came. */
  Optional<FetchResponse> answer() {
    return response.responseBody() instanceof FetchResponse answer
        ? Optional.of(answer)
        : Optional.empty();
  }
}
