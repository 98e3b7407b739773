package tributary.agent.send;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.Metadata.LeaderIdAndEpoch;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.send.batch.Batch;
import tributary.agent.send.batch.BatchSplitter;
import tributary.agent.send.batch.RunOwner;

/** Does with a batch what {@link AnswerTable} says of its answer. Thread: sender. */
final class Settlement {
  private static final Logger log = LoggerFactory.getLogger(Settlement.class);

  private final ClusterView cluster;
  private final ProducerIdentity identity;
  private final BatchSplitter splitter;
  private final TopicWatch topics;
  private final SendMetrics metrics;
  private final SenderProblem problem;
  private final LongSupplier millis;

  Settlement(
      ClusterView cluster,
      ProducerIdentity identity,
      BatchSplitter splitter,
      TopicWatch topics,
      SendMetrics metrics,
      SenderProblem problem,
      LongSupplier millis) {
    this.cluster = cluster;
    this.identity = identity;
    this.splitter = splitter;
    this.topics = topics;
    this.metrics = metrics;
    this.problem = problem;
    this.millis = millis;
  }

  /** One batch has its answer. */
  void settle(PartitionSending sending, Batch batch, Answer answer) {
    Outcome outcome = AnswerTable.outcome(answer.error());
    metrics.answered(answer.error());
    sending.answered();
    if (AnswerTable.staleMetadata(answer.error())) {
      cluster.requestUpdate();
    }
    sending.slow(AnswerTable.waitedForReplicas(answer.error()));
    switch (outcome) {
      case STORED -> stored(sending, batch);
      case AGAIN -> sending.retryLater(millis.getAsLong());
      case AGAIN_PERHAPS_STORED -> {
        batch.perhapsStored();
        sending.retryLater(millis.getAsLong());
      }
      case STAMP_ANEW -> stampAnew(sending, batch, answer);
      case SPLIT -> split(sending, batch, answer);
      case DISSOLVE -> dissolve(sending, batch, Refusal.reason(answer), answer.named());
      case REFUSE_TOPIC -> {
        topics.refuse(sending.topic(), Refusal.reason(answer));
        dissolveAll(sending, Refusal.reason(answer));
      }
    }
  }

  private void stored(PartitionSending sending, Batch batch) {
    sending.stored(batch);
    metrics.batch(batch.size());
    problem.answered();
    batch.forEachRun(RunOwner::delivered);
    batch.release();
  }

  private void stampAnew(PartitionSending sending, Batch batch, Answer answer) {
    log.warn(
        "{}: {} ({} records); a new producer id takes over",
        sending.queue().partition(),
        answer.error(),
        batch.count());
    forget(sending, batch);
    sending.retryLater(millis.getAsLong());
  }

  /** Its stamp, and the sequences that would follow it, are used no more. */
  private void forget(PartitionSending sending, Batch batch) {
    batch.stamp().ifPresent(identity::discard);
    if (batch.isPerhapsStored()) {
      metrics.perhapsTwice(batch.events());
    }
    sending.unbind();
    batch.unstamp();
  }

  private void split(PartitionSending sending, Batch batch, Answer answer) {
    if (batch.count() == 1) {
      dissolve(sending, batch, Refusal.reason(answer), Set.of());
      return;
    }
    if (batch.isPerhapsStored()) {
      forget(sending, batch);
    }
    sending.queue().replaceHead(splitter.halves(batch, sending.queue().share()));
    sending.retryNow(millis.getAsLong());
  }

  /** Refuses the streams whose records are named, or all; what is left of the batch stays. */
  private void dissolve(PartitionSending sending, Batch batch, String reason, Set<Integer> named) {
    Set<RunOwner> owners = new HashSet<>();
    named.forEach(record -> owners.add(batch.ownerOf(record)));
    if (owners.isEmpty()) {
      batch.forEachRun((owner, run) -> owners.add(owner));
    }
    owners.forEach(owner -> owner.refuse(reason));
    strip(sending, batch);
    sending.retryNow(millis.getAsLong());
  }

  /** Takes out of the head what belongs to refused streams. */
  void strip(PartitionSending sending, Batch batch) {
    if (batch.isPerhapsStored()) {
      forget(sending, batch);
    }
    batch.forEachRun(
        (owner, run) -> {
          if (owner.isRefused()) {
            owner.refused(run);
          }
        });
    PartitionQueue queue = sending.queue();
    queue.replaceHead(splitter.withoutRefused(batch, queue.share()).stream().toList());
  }

  /** Refuses all that waits for a partition. */
  void dissolveAll(PartitionSending sending, String reason) {
    List<Batch> all = sending.queue().takeAll();
    for (Batch batch : all) {
      if (batch.isPerhapsStored()) {
        forget(sending, batch);
      }
      batch.forEachRun((owner, run) -> owner.refuse(reason));
      batch.forEachRun((owner, run) -> owner.refused(run));
      batch.release();
    }
  }

  /** The topic has no such partition any more. */
  void partitionGone(PartitionSending sending) {
    topics.changed(sending.topic());
    dissolveAll(sending, "the topic was made anew with fewer partitions");
  }

  /** A broker named other leaders: its batches go there at once. */
  void moved(
      Map<TopicPartition, LeaderIdAndEpoch> leaders,
      List<Node> nodes,
      List<PartitionSending> sendings) {
    cluster.leaders(leaders, nodes);
    sendings.forEach(sending -> sending.retryNow(millis.getAsLong()));
  }

  void throttled(int forMillis) {
    metrics.throttled(forMillis);
  }

  void tooOld(String broker, UnsupportedVersionException e) {
    problem.tooOld(broker, e);
  }

  void notLetIn(AuthenticationException e) {
    problem.set(SenderProblem.CLUSTER, "Kafka does not let the agent in: " + e.getMessage());
  }
}
