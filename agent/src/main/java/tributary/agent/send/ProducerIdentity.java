package tributary.agent.send;

import java.util.Optional;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import tributary.agent.send.batch.Stamp;
import tributary.common.kafka.Brokers;
import tributary.common.lifecycle.Backoff;

/**
 * The id under which batches are stamped now. When it is of no use any more, another one takes its
 * place; each partition goes over to it with its next batch that is stamped, so that batches whose
 * fate is open are sent again under the old one. Thread: sender.
 */
final class ProducerIdentity {
  private final Brokers brokers;
  private final Backoff backoff;
  private final SendMetrics metrics;
  private final SenderProblem problem;
  private Optional<ProducerId> current = Optional.empty();
  private boolean asked;
  private long retryAt;

  /** What a broker has given. */
  record ProducerId(long id, short epoch) {}

  ProducerIdentity(Brokers brokers, Backoff backoff, SendMetrics metrics, SenderProblem problem) {
    this.brokers = brokers;
    this.backoff = backoff;
    this.metrics = metrics;
    this.problem = problem;
  }

  /** The id; none until a broker has given one. */
  Optional<ProducerId> current() {
    return current;
  }

  /** The id of that stamp is of no use any more. */
  void discard(Stamp stamp) {
    if (current.isPresent() && current.get().id() == stamp.producerId()) {
      current = Optional.empty();
    }
  }

  /**
   * Asks for an id if there is none.
   *
   * @return milliseconds until it is to be called again, unless something happens before
   */
  long keep(long now) {
    if (current.isPresent() || asked) {
      return Long.MAX_VALUE;
    }
    if (now < retryAt) {
      return retryAt - now;
    }
    Node node = brokers.any(now);
    if (node == null) {
      return Long.MAX_VALUE;
    }
    if (!brokers.ready(node, now)) {
      return brokers.delay(node, now);
    }
    InitProducerIdRequestData data =
        new InitProducerIdRequestData()
            .setTransactionalId(null)
            .setTransactionTimeoutMs(Integer.MAX_VALUE)
            .setProducerId(RecordBatch.NO_PRODUCER_ID)
            .setProducerEpoch(RecordBatch.NO_PRODUCER_EPOCH);
    brokers.send(
        node, new InitProducerIdRequest.Builder(data), now, response -> answered(response, now));
    asked = true;
    return Long.MAX_VALUE;
  }

  private void answered(ClientResponse response, long now) {
    asked = false;
    if (response.versionMismatch() != null) {
      problem.tooOld(response.destination(), response.versionMismatch());
    } else if (response.responseBody() instanceof InitProducerIdResponse answer) {
      if (answer.error() == Errors.NONE) {
        current =
            Optional.of(new ProducerId(answer.data().producerId(), answer.data().producerEpoch()));
        metrics.producerMade();
        problem.clear(SenderProblem.IDENTITY);
        backoff.reset();
        return;
      }
      problem.set(SenderProblem.IDENTITY, "no producer id is given: " + answer.error().message());
    }
    retryAt = now + backoff.next().toMillis();
  }
}
