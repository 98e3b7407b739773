package tributary.transfer.fetch;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;

/**
 * What each error of a fetch answer means. Sources: kafka-clients 4.1.1, where {@code
 * FetchCollector.handleInitializeErrors} acts on a partition's error, {@code
 * FetchSessionHandler.handleResponse} and {@code AbstractFetch.handleFetchSuccess} on that of a
 * whole answer; the list in {@code FetchResponse}; Kafka's protocol guide, "Error Codes".
 *
 * <p>What isn't listed the client throws out of {@code poll}; here its partition is asked for again
 * later, visibly, since no partition may hold up the others.
 *
 * <p>What has no error code: a cut connection, a time-out or a failed authentication is answered by
 * {@code FetchSessionHandler.handleError}, and no preferred replica counts any more ({@code
 * AbstractFetch.handleFetchFailure}); throttling by quota is waited for by {@code NetworkClient};
 * truncation after an unclean election is told by the diverging epoch of an answer (KIP-595), where
 * the client asks with a request of its own (KIP-320).
 */
final class FetchTable {
  private static final Map<Errors, Reaction> PARTITION = new EnumMap<>(Errors.class);
  private static final Map<Errors, Reaction> ANSWER = new EnumMap<>(Errors.class);

  static {
    partition(Reaction.TAKE, Errors.NONE);
    // FetchCollector: the position is reset, or the application told. From a follower, see Fetcher.
    partition(Reaction.REPOSITION, Errors.OFFSET_OUT_OF_RANGE);
    // FetchCollector: requestMetadataUpdate.
    partition(
        Reaction.ELSEWHERE,
        Errors.NOT_LEADER_OR_FOLLOWER,
        Errors.REPLICA_NOT_AVAILABLE,
        Errors.KAFKA_STORAGE_ERROR,
        Errors.FENCED_LEADER_EPOCH,
        Errors.OFFSET_NOT_AVAILABLE);
    // Protocol guide: retriable, "in the middle of a leadership election". The brokers of now never
    // give it to a fetch.
    partition(Reaction.ELSEWHERE, Errors.LEADER_NOT_AVAILABLE);
    // FetchCollector: the broker is behind what we know, so the client only tries again. We ask for
    // metadata too, since it may also be that ours is of another topic of that name.
    partition(Reaction.ELSEWHERE, Errors.UNKNOWN_LEADER_EPOCH);
    // FetchCollector: requestMetadataUpdate. That the topic was deleted, or made again, the
    // catalogue says.
    partition(
        Reaction.ELSEWHERE,
        Errors.UNKNOWN_TOPIC_OR_PARTITION,
        Errors.UNKNOWN_TOPIC_ID,
        Errors.INCONSISTENT_TOPIC_ID);
    // FetchCollector: TopicAuthorizationException.
    partition(Reaction.REFUSED, Errors.TOPIC_AUTHORIZATION_FAILED);
    // FetchCollector: KafkaException, of all partitions; here of this one.
    partition(Reaction.CORRUPT, Errors.CORRUPT_MESSAGE);
    // FetchCollector: a warning, and again.
    partition(Reaction.LATER, Errors.UNKNOWN_SERVER_ERROR);

    answer(Reaction.TAKE, Errors.NONE);
    // FetchSessionHandler: a full request in a new session.
    answer(
        Reaction.SESSION_ANEW,
        Errors.FETCH_SESSION_ID_NOT_FOUND,
        Errors.INVALID_FETCH_SESSION_EPOCH);
    // AbstractFetch: metadata anew, as well as a new session.
    answer(
        Reaction.ELSEWHERE,
        Errors.FETCH_SESSION_TOPIC_ID_ERROR,
        Errors.UNKNOWN_TOPIC_ID,
        Errors.INCONSISTENT_TOPIC_ID);
  }

  private FetchTable() {}

  private static void partition(Reaction reaction, Errors... errors) {
    for (Errors error : errors) {
      PARTITION.put(error, reaction);
    }
  }

  private static void answer(Reaction reaction, Errors... errors) {
    for (Errors error : errors) {
      ANSWER.put(error, reaction);
    }
  }

  /** What a partition's error means. */
  static Reaction ofPartition(Errors error) {
    return PARTITION.getOrDefault(error, Reaction.LATER);
  }

  /** What the error of a whole answer means, for all that it was asked for. */
  static Reaction ofAnswer(Errors error) {
    return ANSWER.getOrDefault(error, Reaction.LATER);
  }
}
