package tributary.agent.send;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.Metadata.LeaderIdAndEpoch;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.BatchIndexAndErrorMessage;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import tributary.agent.send.batch.Batch;

/**
 * One produce request: at most one batch for each of its partitions. From version 13 on topics are
 * named by their id alone, in the answer as well, so the names are kept here; without a known id
 * the request is held at version 12. Thread: sender.
 */
final class ProduceCall implements RequestCompletionHandler {
  private static final short ALL_REPLICAS = -1;
  private static final short LAST_BY_NAME = 12;

  /**
   * Kafka 2.1's. Older brokers don't know zstd, and answer with an unknown error for ever; so they
   * are said to be too old.
   */
  private static final short OLDEST = 7;

  private final Settlement settlement;
  private final Map<TopicPartition, Sent> sent = new HashMap<>();
  private int bytes;

  /** A batch on its way. */
  private record Sent(PartitionSending sending, Batch batch) {}

  ProduceCall(Settlement settlement) {
    this.settlement = settlement;
  }

  /** Whether another batch may go along, so that no request is much longer than its batches. */
  boolean takes(Batch batch, int limit) {
    return bytes == 0 || bytes + batch.size() <= limit;
  }

  void add(PartitionSending sending, Batch batch) {
    sent.put(sending.queue().partition(), new Sent(sending, batch));
    bytes += batch.size();
    sending.sent();
  }

  /**
   * The request.
   *
   * @param timeoutMillis how long the broker may wait for its replicas
   */
  ProduceRequest.Builder request(int timeoutMillis) {
    boolean allKnown =
        sent.values().stream().noneMatch(s -> s.sending().topicId().equals(Uuid.ZERO_UUID));
    short latest = allKnown ? ApiKeys.PRODUCE.latestVersion() : LAST_BY_NAME;
    TopicProduceDataCollection topics = new TopicProduceDataCollection();
    sent.keySet().stream()
        .collect(Collectors.groupingBy(TopicPartition::topic))
        .forEach((topic, partitions) -> topics.add(topic(topic, partitions)));
    return new ProduceRequest.Builder(
        OLDEST,
        latest,
        new ProduceRequestData()
            .setAcks(ALL_REPLICAS)
            .setTimeoutMs(timeoutMillis)
            .setTopicData(topics));
  }

  private TopicProduceData topic(String topic, List<TopicPartition> partitions) {
    List<PartitionProduceData> data = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      data.add(
          new PartitionProduceData()
              .setIndex(partition.partition())
              .setRecords(sent.get(partition).batch().records()));
    }
    return new TopicProduceData()
        .setName(topic)
        .setTopicId(sent.get(partitions.get(0)).sending().topicId())
        .setPartitionData(data);
  }

  @Override
  public void onComplete(ClientResponse response) {
    Map<TopicPartition, Sent> open = new HashMap<>(sent);
    Errors otherwise = Errors.NETWORK_EXCEPTION;
    if (response.versionMismatch() != null) {
      settlement.tooOld(response.destination(), response.versionMismatch());
      otherwise = Errors.UNSUPPORTED_VERSION;
    } else if (response.authenticationException() != null) {
      settlement.notLetIn(response.authenticationException());
    } else if (response.responseBody() instanceof ProduceResponse produced) {
      settlement.throttled(produced.throttleTimeMs());
      answers(produced.data(), open);
    }
    unanswered(open, otherwise);
  }

  /** No answer will come. */
  void unanswered(Errors instead) {
    unanswered(sent, instead);
  }

  private void unanswered(Map<TopicPartition, Sent> open, Errors instead) {
    Answer none = Answer.of(instead);
    open.forEach((partition, s) -> settlement.settle(s.sending(), s.batch(), none));
  }

  private void answers(ProduceResponseData data, Map<TopicPartition, Sent> open) {
    Map<TopicPartition, LeaderIdAndEpoch> leaders = new HashMap<>();
    List<PartitionSending> moved = new ArrayList<>();
    data.responses()
        .forEach(
            topic -> {
              for (PartitionProduceResponse answer : topic.partitionResponses()) {
                TopicPartition partition =
                    new TopicPartition(name(topic.name(), topic.topicId()), answer.index());
                Sent answered = open.remove(partition);
                if (answered == null) {
                  continue;
                }
                if (answer.currentLeader().leaderId() >= 0) {
                  leaders.put(partition, leader(answer));
                  moved.add(answered.sending());
                }
                settlement.settle(answered.sending(), answered.batch(), answer(answer));
              }
            });
    if (!leaders.isEmpty()) {
      settlement.moved(leaders, nodes(data), moved);
    }
  }

  private String name(String name, Uuid id) {
    return sent.entrySet().stream()
        .filter(e -> name.isEmpty() && e.getValue().sending().topicId().equals(id))
        .map(e -> e.getKey().topic())
        .findFirst()
        .orElse(name);
  }

  private static LeaderIdAndEpoch leader(PartitionProduceResponse answer) {
    return new LeaderIdAndEpoch(
        Optional.of(answer.currentLeader().leaderId()),
        Optional.of(answer.currentLeader().leaderEpoch()));
  }

  private static List<Node> nodes(ProduceResponseData data) {
    return data.nodeEndpoints().stream()
        .map(node -> new Node(node.nodeId(), node.host(), node.port(), node.rack()))
        .toList();
  }

  private static Answer answer(PartitionProduceResponse response) {
    Errors error = Errors.forCode(response.errorCode());
    String message =
        response.recordErrors().stream()
            .map(BatchIndexAndErrorMessage::batchIndexErrorMessage)
            .filter(each -> each != null && !each.isBlank())
            .findFirst()
            .orElseGet(
                () -> response.errorMessage() == null ? error.message() : response.errorMessage());
    return new Answer(
        error,
        message,
        response.recordErrors().stream()
            .map(BatchIndexAndErrorMessage::batchIndex)
            .collect(Collectors.toSet()));
  }
}
