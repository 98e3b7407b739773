package tributary.transfer.deadletter;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is counted of dead letters (DESIGN §9). Any thread. */
final class DeadLetterMetrics {

  private final Counter letters;
  private final Counter replayed;
  private final Counter left;

  DeadLetterMetrics(PrometheusRegistry registry) {
    letters =
        counter(
            registry,
            "tributary_transfer_dead_letters_total",
            "Records that went to the dead letters");
    replayed =
        counter(
            registry,
            "tributary_transfer_replayed_total",
            "Dead letters that were put through again and are in their index");
    left =
        counter(
            registry,
            "tributary_transfer_left_in_kafka_total",
            "Dead letters and states of files that their own index refuses: they stay in Kafka");
  }

  private static Counter counter(PrometheusRegistry registry, String name, String help) {
    return Counter.builder().name(name).help(help).labelNames("topic").register(registry);
  }

  void stored(DeadLetter letter) {
    Counter counter = letter.replayed().isPresent() ? replayed : letters;
    counter.labelValues(letter.record().topic()).inc();
  }

  void left(String topic) {
    left.labelValues(topic).inc();
  }
}
