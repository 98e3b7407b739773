package tributary.agent.send;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;

/**
 * What each error of a produce response means. Sources: Kafka's protocol guide, "Error Codes"; the
 * broker's {@code ReplicaManager} and {@code UnifiedLog}, for what has been stored when an error is
 * answered; the client's own {@code Sender} and {@code TransactionManager}.
 *
 * <p>What isn't listed is sent again when Kafka calls it retriable, as perhaps stored, since that
 * does no harm; anything else is refused.
 */
final class AnswerTable {
  private static final Map<Errors, Outcome> TABLE = new EnumMap<>(Errors.class);

  static {
    put(Outcome.STORED, Errors.NONE, Errors.DUPLICATE_SEQUENCE_NUMBER);
    // Turned away before anything is written.
    put(
        Outcome.AGAIN,
        Errors.NOT_LEADER_OR_FOLLOWER,
        Errors.LEADER_NOT_AVAILABLE,
        Errors.REPLICA_NOT_AVAILABLE,
        Errors.BROKER_NOT_AVAILABLE,
        Errors.FENCED_LEADER_EPOCH,
        Errors.UNKNOWN_LEADER_EPOCH,
        Errors.UNKNOWN_TOPIC_OR_PARTITION,
        Errors.UNKNOWN_TOPIC_ID,
        Errors.INCONSISTENT_TOPIC_ID,
        Errors.NOT_ENOUGH_REPLICAS,
        Errors.CORRUPT_MESSAGE,
        Errors.UNSUPPORTED_VERSION,
        Errors.THROTTLING_QUOTA_EXCEEDED);
    put(
        Outcome.AGAIN_PERHAPS_STORED,
        Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
        Errors.REQUEST_TIMED_OUT,
        Errors.NETWORK_EXCEPTION,
        Errors.KAFKA_STORAGE_ERROR,
        Errors.UNKNOWN_SERVER_ERROR);
    put(
        Outcome.STAMP_ANEW,
        Errors.OUT_OF_ORDER_SEQUENCE_NUMBER,
        Errors.UNKNOWN_PRODUCER_ID,
        Errors.INVALID_PRODUCER_ID_MAPPING,
        Errors.INVALID_PRODUCER_EPOCH,
        Errors.PRODUCER_FENCED);
    put(Outcome.SPLIT, Errors.MESSAGE_TOO_LARGE, Errors.RECORD_LIST_TOO_LARGE);
    put(Outcome.DISSOLVE, Errors.INVALID_TIMESTAMP, Errors.INVALID_RECORD);
    put(
        Outcome.REFUSE_TOPIC,
        Errors.TOPIC_AUTHORIZATION_FAILED,
        Errors.CLUSTER_AUTHORIZATION_FAILED,
        Errors.INVALID_TOPIC_EXCEPTION);
  }

  private AnswerTable() {}

  private static void put(Outcome outcome, Errors... errors) {
    for (Errors error : errors) {
      TABLE.put(error, outcome);
    }
  }

  /** What the error means. */
  static Outcome outcome(Errors error) {
    Outcome listed = TABLE.get(error);
    if (listed != null) {
      return listed;
    }
    return error.exception() instanceof RetriableException
        ? Outcome.AGAIN_PERHAPS_STORED
        : Outcome.DISSOLVE;
  }

  /** Whether it says that what is known of the cluster is out of date. */
  static boolean staleMetadata(Errors error) {
    return error.exception() instanceof InvalidMetadataException;
  }

  /** Whether the broker has kept its connection waiting for other replicas. */
  static boolean waitedForReplicas(Errors error) {
    return error == Errors.REQUEST_TIMED_OUT;
  }
}
