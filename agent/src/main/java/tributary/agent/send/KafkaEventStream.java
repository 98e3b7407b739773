package tributary.agent.send;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Utils;
import tributary.agent.frame.DeliveryListener;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.Span;

/**
 * The way of one content to its topic. It keeps to one partition while anything is in flight, so
 * that added partitions don't change the order. After a refusal it takes nothing more: what comes
 * after the refused event must not overtake it, and its reader opens another stream.
 *
 * <p>Thread: {@link #offer} and {@link #close} the reader's, {@link #completed} the producer's.
 */
final class KafkaEventStream implements EventStream {
  private final SendLine line;
  private final KnownTopic topic;
  private final SendMetrics.Topic metrics;
  private final DeliveryListener listener;
  private final ConstantHeaders headers;
  private final byte[] key;
  private final int keyHash;
  private final AtomicInteger inFlight = new AtomicInteger();
  private int partition;
  private volatile boolean stopped;

  /** The thread that is inside the client's send, and what came back before it returned. */
  private Thread offering;

  private Exception atOnce;

  KafkaEventStream(SendLine line, StreamOrigin origin, DeliveryListener listener) {
    this.line = line;
    this.topic = line.directory().topic(origin.topic());
    this.metrics = line.metrics().topic(topic.name());
    this.listener = listener;
    this.headers = new ConstantHeaders(line.host(), origin.path(), origin.fields());
    this.key = origin.id().key();
    this.keyHash = Utils.toPositive(Utils.murmur2(key));
  }

  @Override
  public boolean offer(
      byte[] text, int offset, int length, Span span, EventPart part, long timestampMillis) {
    Producer<byte[], byte[]> producer = line.slot().usable();
    int cost = length + SendMemory.RECORD_OVERHEAD;
    if (stopped || producer == null || !pinned() || !line.memory().take(cost)) {
      return false;
    }
    boolean more = part != null && part.more();
    Delivery delivery = new Delivery(this, producer, span, more, cost);
    byte[] value = Arrays.copyOfRange(text, offset, offset + length);
    inFlight.incrementAndGet();
    Exception failure =
        hand(
            new ProducerRecord<>(
                topic.name(), partition, timestampMillis, key, value, headers.of(span, part)),
            delivery);
    return failure == null || failedAtOnce(delivery, failure);
  }

  /** Takes no more. What is in flight is still reported. */
  @Override
  public void close() {
    stopped = true;
  }

  /** Kafka's answer for one event. */
  void completed(Delivery delivery, Exception failure) {
    if (Thread.currentThread() == offering) {
      atOnce = failure;
      return;
    }
    giveBack(delivery);
    if (failure == null) {
      if (!delivery.more()) {
        metrics.acknowledged();
      }
      listener.acknowledged(delivery.span(), delivery.more());
    } else if (!line.closing()) {
      refuse(delivery, Refusal.of(failure));
    }
  }

  /** The partition changes only with nothing in flight. */
  private boolean pinned() {
    int partitions = topic.partitions();
    if (partitions > 0 && inFlight.get() == 0) {
      partition = keyHash % partitions;
    }
    return partitions > 0;
  }

  /** Returns what the client said before its send returned, null if nothing. */
  private Exception hand(ProducerRecord<byte[], byte[]> record, Delivery delivery) {
    offering = Thread.currentThread();
    atOnce = null;
    try {
      var unused = delivery.producer().send(record, delivery);
      return atOnce;
    } catch (KafkaException | IllegalStateException e) {
      // An earlier error has ended this producer, or it has just been replaced.
      line.slot().broken(delivery.producer(), e);
      return e;
    } finally {
      offering = null;
    }
  }

  /**
   * Sorts what the client did not take.
   *
   * @return whether the event is dealt with all the same, because it was refused
   */
  private boolean failedAtOnce(Delivery delivery, Exception failure) {
    giveBack(delivery);
    if (failure instanceof RetriableException || line.slot().usable() != delivery.producer()) {
      return false;
    }
    Refusal refusal = Refusal.of(failure);
    if (refusal instanceof Refusal.OfTopic) {
      line.directory().refuse(topic, refusal.reason());
      return false;
    }
    line.directory().execute(() -> refuse(delivery, refusal));
    stopped = true;
    return true;
  }

  private void refuse(Delivery delivery, Refusal refusal) {
    stopped = true;
    metrics.refused();
    if (refusal instanceof Refusal.OfTopic) {
      line.directory().refuse(topic, refusal.reason());
    } else if (refusal instanceof Refusal.OfProducer) {
      line.slot().broken(delivery.producer(), new KafkaException(refusal.reason()));
    }
    listener.refused(delivery.span(), refusal.reason());
  }

  private void giveBack(Delivery delivery) {
    line.memory().release(delivery.cost());
    inFlight.decrementAndGet();
  }
}
