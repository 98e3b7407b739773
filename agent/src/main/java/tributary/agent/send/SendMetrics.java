package tributary.agent.send;

import static java.util.Locale.ROOT;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;
import org.apache.kafka.common.protocol.Errors;

/** What is counted of sending. Any thread. */
final class SendMetrics {
  private final Counter acknowledged;
  private final Counter refused;
  private final Counter producerIds;

  private final Counter requests;
  private final Counter throttled;
  private final Counter perhapsTwice;
  private final Histogram batchBytes;

  /**
   * @param inFlight bytes of memory that batches take
   */
  SendMetrics(PrometheusRegistry registry, LongSupplier inFlight) {
    acknowledged =
        counter("acknowledged_lines", "Events that Kafka has acknowledged.")
            .labelNames("topic")
            .register(registry);
    refused =
        counter("refused", "Events, or parts, that Kafka did not take and that are read again.")
            .labelNames("topic")
            .register(registry);
    producerIds =
        counter("producer_ids", "Producer ids that brokers have given.").register(registry);
    requests =
        counter("requests", "Batches that were sent, by the broker's answer.")
            .labelNames("result")
            .register(registry);
    throttled =
        counter("throttled_seconds", "Time for which brokers asked to wait, by quota.")
            .register(registry);
    perhapsTwice =
        counter("perhaps_twice", "Events that may be twice in the topic, under the same ids.")
            .register(registry);
    batchBytes =
        Histogram.builder()
            .name("tributary_agent_batch_bytes")
            .help("Bytes of the batches that were stored.")
            .classicOnly()
            .classicUpperBounds(1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 19, 1 << 20)
            .register(registry);
    GaugeWithCallback.builder()
        .name("tributary_agent_in_flight_bytes")
        .help("Memory of events that Kafka has not acknowledged yet.")
        .callback(value -> value.call((double) inFlight.getAsLong()))
        .register(registry);
  }

  /** The counters of one topic. */
  Topic topic(String topic) {
    return new Topic(topic);
  }

  /** A batch was answered. */
  void answered(Errors error) {
    requests.labelValues(error == Errors.NONE ? "stored" : error.name().toLowerCase(ROOT)).inc();
  }

  /** A batch was stored. */
  void batch(int bytes) {
    batchBytes.observe(bytes);
  }

  /** A broker asks to wait. */
  void throttled(int millis) {
    throttled.inc(millis / 1000.0);
  }

  /** Events are stamped anew whose fate was open. */
  void perhapsTwice(int events) {
    perhapsTwice.inc(events);
  }

  /** A producer id was given. */
  void producerMade() {
    producerIds.inc();
  }

  private static Counter.Builder counter(String name, String help) {
    return Counter.builder().name("tributary_agent_" + name + "_total").help(help);
  }

  /** Counts for one topic; children are looked up once, not for each event. */
  final class Topic {
    private final CounterDataPoint topicAcknowledged;
    private final CounterDataPoint topicRefused;

    private Topic(String topic) {
      topicAcknowledged = acknowledged.labelValues(topic);
      topicRefused = refused.labelValues(topic);
    }

    /** Events were acknowledged. */
    void acknowledged(int events) {
      topicAcknowledged.inc(events);
    }

    /** Events, or parts, were refused. */
    void refused(int records) {
      topicRefused.inc(records);
    }
  }
}
