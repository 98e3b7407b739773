package tributary.transfer.consume;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What consuming counts (DESIGN §9). Thread: consumer. */
public final class ConsumeMetrics {

  private final Gauge lag;
  private final Counter lost;
  private final Counter restarts;
  private final Counter crashes;

  public ConsumeMetrics(PrometheusRegistry registry) {
    lag =
        Gauge.builder()
            .name("tributary_transfer_lag_records")
            .help("Records that aren't settled yet, of the partitions that are assigned here")
            .labelNames("topic", "partition")
            .register(registry);
    lost =
        Counter.builder()
            .name("tributary_transfer_lost_records_total")
            .help("Records that retention deleted before they were read")
            .labelNames("topic")
            .register(registry);
    restarts =
        Counter.builder()
            .name("tributary_transfer_worker_restarts_total")
            .help("Workers that threw and were started again")
            .labelNames("topic", "partition")
            .register(registry);
    crashes =
        Counter.builder()
            .name("tributary_transfer_consumer_crashes_total")
            .help("Times that the consumer itself threw an error and was started again")
            .register(registry);
  }

  void lag(OwnedPartition partition, long records) {
    lag.labelValues(partition.topic(), Integer.toString(partition.number())).set((double) records);
  }

  void gone(OwnedPartition partition) {
    lag.remove(partition.topic(), Integer.toString(partition.number()));
  }

  void lost(OwnedPartition partition, long records) {
    if (records > 0) {
      lost.labelValues(partition.topic()).inc((double) records);
    }
  }

  void restarted(OwnedPartition partition) {
    restarts.labelValues(partition.topic(), Integer.toString(partition.number())).inc();
  }

  void crashed() {
    crashes.inc();
  }
}
