package tributary.agent.send;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is counted of sending. Any thread. */
final class SendMetrics {
  private final Counter acknowledged;
  private final Counter refused;
  private final Counter producerIds;

  SendMetrics(PrometheusRegistry registry, SendMemory memory) {
    acknowledged =
        counter("acknowledged_lines", "Events that Kafka has acknowledged.")
            .labelNames("topic")
            .register(registry);
    refused =
        counter("refused", "Events, or parts, that Kafka did not take and that are read again.")
            .labelNames("topic")
            .register(registry);
    producerIds =
        counter("producer_ids", "Producers made, each with an id of its own.").register(registry);
    GaugeWithCallback.builder()
        .name("tributary_agent_in_flight_bytes")
        .help("Memory of events that Kafka has not acknowledged yet.")
        .callback(value -> value.call((double) memory.taken()))
        .register(registry);
  }

  /** The counters of one topic. */
  Topic topic(String topic) {
    return new Topic(topic);
  }

  /** A producer was made. */
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

    /** An event was acknowledged. */
    void acknowledged() {
      topicAcknowledged.inc();
    }

    /** An event, or a part of one, was refused. */
    void refused() {
      topicRefused.inc();
    }
  }
}
