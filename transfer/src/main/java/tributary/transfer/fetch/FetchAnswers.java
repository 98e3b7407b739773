package tributary.transfer.fetch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.Metadata.LeaderIdAndEpoch;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;
import tributary.transfer.record.FetchedBatches;

/**
 * Does with each answer what {@link FetchTable} says. What was asked for a partition that is wanted
 * no more, or from another place now, is thrown away. Thread: consumer.
 */
final class FetchAnswers {
  private static final Logger log = LoggerFactory.getLogger(FetchAnswers.class);

  private final Map<TopicPartition, PartitionFetch> wanted;
  private final FetchCluster cluster;
  private final FetchConfig config;
  private final LongSupplier millis;
  private final FirstTimeLog said = new FirstTimeLog(log);

  /**
   * @param wanted the fetcher's own, in its order; those that got something go to its end, those
   *     that failed for good leave it
   */
  FetchAnswers(
      Map<TopicPartition, PartitionFetch> wanted,
      FetchCluster cluster,
      FetchConfig config,
      LongSupplier millis) {
    this.wanted = wanted;
    this.cluster = cluster;
    this.config = config;
    this.millis = millis;
  }

  /** Takes what came of a call; says whether there were batches. */
  boolean take(FetchCall call, FetchListener listener) {
    String subject = "broker " + call.broker().idString();
    Optional<FetchResponse> answer = call.answer();
    if (answer.isEmpty()) {
      unanswered(call, subject);
      return false;
    }
    call.partitions().forEach(partition -> partition.asked(false));
    short version = call.response().requestHeader().apiVersion();
    if (!call.session().handleResponse(answer.get(), version)) {
      whole(call, answer.get(), subject);
      return false;
    }
    said.clear(subject);
    boolean something = false;
    Map<TopicPartition, LeaderIdAndEpoch> leaders = new HashMap<>();
    Map<TopicPartition, PartitionData> data =
        answer.get().responseData(call.session().sessionTopicNames(), version);
    for (Map.Entry<TopicPartition, PartitionData> each : data.entrySet()) {
      FetchCall.Asked asked = call.asked(each.getKey());
      if (asked != null && isStill(asked)) {
        something |= attempt(asked.partition(), each.getValue(), leaders, listener);
      }
    }
    moved(call.broker(), leaders, answer.get());
    // A session's answer says nothing of those that have nothing new.
    call.partitions().stream()
        .filter(each -> !data.containsKey(each.partition()))
        .forEach(PartitionFetch::well);
    return something;
  }

  private boolean isStill(FetchCall.Asked asked) {
    PartitionFetch partition = asked.partition();
    return wanted.get(partition.partition()) == partition && partition.offset() == asked.offset();
  }

  private void unanswered(FetchCall call, String subject) {
    ClientResponse response = call.response();
    if (response.versionMismatch() != null) {
      String why = "is too old for this transfer: " + response.versionMismatch().getMessage();
      said.warn(subject, why);
      unanswered(call, subject + " " + why, response.versionMismatch());
    } else if (response.authenticationException() != null) {
      String why = "doesn't let us in: " + response.authenticationException().getMessage();
      said.warn(subject, why);
      unanswered(call, subject + " " + why, response.authenticationException());
    } else {
      unanswered(call, "the connection to " + subject + " was cut", DisconnectException.INSTANCE);
    }
  }

  /** Nothing came of it: again in a new session, from the leader, a little later. */
  void unanswered(FetchCall call, String why, Throwable cause) {
    call.session().handleError(cause);
    for (PartitionFetch partition : call.partitions()) {
      partition.asked(false);
      partition.noReplica();
      partition.later(millis.getAsLong(), why);
    }
    cluster.requestUpdate();
  }

  /** An answer for none of its partitions; the session's handler has begun a new session. */
  private void whole(FetchCall call, FetchResponse answer, String subject) {
    Reaction reaction = FetchTable.ofAnswer(answer.error());
    boolean throttled = answer.error() == Errors.NONE && answer.throttleTimeMs() > 0;
    if (reaction == Reaction.SESSION_ANEW || throttled) {
      return;
    }
    String why =
        answer.error() == Errors.NONE
            ? "answered for other partitions than it was asked for"
            : "answered " + answer.error();
    if (reaction == Reaction.ELSEWHERE) {
      cluster.requestUpdate();
    } else {
      said.warn(subject, why);
    }
    call.partitions().forEach(each -> each.later(millis.getAsLong(), subject + " " + why));
  }

  /** No partition's answer may hold up those behind it. */
  private boolean attempt(
      PartitionFetch partition,
      PartitionData data,
      Map<TopicPartition, LeaderIdAndEpoch> leaders,
      FetchListener listener) {
    try {
      return partition(partition, data, leaders, listener);
    } catch (RuntimeException e) {
      String why = "its answer can't be read: " + e;
      said.warn(partition.partition().toString(), why);
      partition.later(millis.getAsLong(), why);
      wanted.putIfAbsent(partition.partition(), partition);
      return false;
    }
  }

  private boolean partition(
      PartitionFetch partition,
      PartitionData data,
      Map<TopicPartition, LeaderIdAndEpoch> leaders,
      FetchListener listener) {
    Errors error = Errors.forCode(data.errorCode());
    switch (FetchTable.ofPartition(error)) {
      case TAKE -> {
        return records(partition, data, listener);
      }
      case ELSEWHERE -> {
        if (data.currentLeader().leaderId() >= 0 && data.currentLeader().leaderEpoch() >= 0) {
          leaders.put(partition.partition(), leader(data));
        }
        cluster.requestUpdate();
        partition.noReplica();
        partition.later(millis.getAsLong(), error.message());
      }
      case LATER, SESSION_ANEW -> {
        said.warn(partition.partition().toString(), "the broker answered " + error);
        partition.later(millis.getAsLong(), error.message());
      }
      case REPOSITION -> outOfRange(partition, listener);
      case REFUSED -> {
        wanted.remove(partition.partition());
        listener.mayNotRead(partition.partition(), error.message());
      }
      case CORRUPT -> {
        wanted.remove(partition.partition());
        listener.corrupt(
            partition.partition(), "at offset " + partition.offset() + ": " + error.message());
      }
    }
    return false;
  }

  private boolean records(PartitionFetch partition, PartitionData data, FetchListener listener) {
    TopicPartition name = partition.partition();
    if (FetchResponse.isDivergingEpoch(data)) {
      wanted.remove(name);
      listener.cut(
          name,
          data.divergingEpoch().endOffset(),
          "the log was cut: its epoch %d ends at offset %d, and %d had been read"
              .formatted(
                  data.divergingEpoch().epoch(),
                  data.divergingEpoch().endOffset(),
                  partition.offset()));
      return false;
    }
    FetchResponse.preferredReadReplica(data)
        .ifPresent(node -> partition.replica(node, millis.getAsLong() + cluster.leaseMillis()));
    CheckedBatches batches = CheckedBatches.of(data, partition.offset(), config);
    if (batches.next() == partition.offset()) {
      if (!batches.damage().isEmpty()) {
        wanted.remove(name);
        listener.corrupt(name, batches.damage());
      }
      partition.well();
      said.clear(name.toString());
      return false;
    }
    // What is damaged behind them comes again, and is told then.
    listener.fetched(new FetchedBatches(name, batches.records(), partition.offset()));
    partition.fetched(batches.next(), batches.epoch());
    partition.well();
    said.clear(name.toString());
    wanted.remove(name);
    wanted.put(name, partition);
    return true;
  }

  /**
   * A follower may lack what the leader has; and a broker that has lost its list of epochs says the
   * same of an epoch that it does not know. Only then the offset is really not there.
   */
  private void outOfRange(PartitionFetch partition, FetchListener listener) {
    if (partition.replica(millis.getAsLong()).isPresent()) {
      partition.noReplica();
    } else if (partition.lastEpoch().isPresent()) {
      partition.withoutEpoch();
    } else {
      wanted.remove(partition.partition());
      listener.outOfRange(
          partition.partition(), "offset " + partition.offset() + " is out of range");
    }
  }

  private static LeaderIdAndEpoch leader(PartitionData data) {
    return new LeaderIdAndEpoch(
        Optional.of(data.currentLeader().leaderId()),
        Optional.of(data.currentLeader().leaderEpoch()));
  }

  /** Those whose new leader was named needn't wait. */
  private void moved(
      Node from, Map<TopicPartition, LeaderIdAndEpoch> leaders, FetchResponse answer) {
    if (leaders.isEmpty()) {
      return;
    }
    List<Node> nodes =
        answer.data().nodeEndpoints().stream()
            .map(node -> new Node(node.nodeId(), node.host(), node.port(), node.rack()))
            .toList();
    cluster.leaders(leaders, nodes);
    for (TopicPartition name : leaders.keySet()) {
      boolean elsewhere =
          cluster.leader(name).leader.filter(leader -> leader.id() != from.id()).isPresent();
      if (elsewhere && wanted.containsKey(name)) {
        wanted.get(name).well();
      }
    }
  }
}
