package tributary.agent;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import tributary.agent.frame.FrameCounts;
import tributary.agent.read.ReadCounts;

/** The metrics of reading and framing. Thread: reader writes; the scrape reads. */
final class TailingMetrics implements FrameCounts, ReadCounts {
  private final Counter lines;
  private final Counter repeated;
  private final Counter bytes;
  private final Counter errors;
  private final Counter lost;
  private final Gauge files;
  private final Gauge unread;
  private final Gauge oldest;

  TailingMetrics(PrometheusRegistry registry) {
    lines =
        counter(
            "tributary_agent_lines_total",
            "Events handed to the sender, each once for each run of the agent",
            registry,
            "topic");
    repeated =
        counter(
            "tributary_agent_repeated_lines_total",
            "Events handed to the sender again, under the same ids, after a refusal for example",
            registry,
            "topic");
    bytes = counter("tributary_agent_bytes_total", "Bytes of their text", registry, "topic");
    errors = counter("tributary_agent_errors_total", "Errors by kind", registry, "kind");
    lost =
        counter("tributary_agent_lost_bytes_total", "Bytes overwritten before reading", registry);
    files = gauge("tributary_agent_files", "Open files", registry);
    unread = gauge("tributary_agent_unread_bytes", "Bytes not acknowledged yet", registry);
    oldest =
        gauge(
            "tributary_agent_oldest_unread_seconds",
            "Age of the oldest of these, at most",
            registry);
  }

  private static Counter counter(
      String name, String help, PrometheusRegistry registry, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private static Gauge gauge(String name, String help, PrometheusRegistry registry) {
    return Gauge.builder().name(name).help(help).register(registry);
  }

  @Override
  public void framed(String topic, long newLines, long newBytes) {
    if (newLines > 0) {
      lines.labelValues(topic).inc(newLines);
      bytes.labelValues(topic).inc(newBytes);
    }
  }

  @Override
  public void repeated(String topic, long again) {
    if (again > 0) {
      repeated.labelValues(topic).inc(again);
    }
  }

  @Override
  public void malformed(long count) {
    if (count > 0) {
      errors.labelValues("malformed").inc(count);
    }
  }

  @Override
  public void error(String kind) {
    errors.labelValues(kind).inc();
  }

  @Override
  public void lost(long lostBytes) {
    lost.inc(lostBytes);
  }

  @Override
  public void standing(int openFiles, long unreadBytes, double oldestSeconds) {
    files.set(openFiles);
    unread.set((double) unreadBytes);
    oldest.set(oldestSeconds);
  }
}
