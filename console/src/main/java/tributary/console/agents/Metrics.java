package tributary.console.agents;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers of a page in Prometheus' <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format</a>, each metric
 * summed over its labels. Pure.
 */
public final class Metrics {

  private final Map<String, Double> sums = new HashMap<>();

  private Metrics() {}

  /** Reads a page; lines that are no samples are passed over. */
  public static Metrics parse(String page) {
    Metrics metrics = new Metrics();
    page.lines().filter(line -> !line.startsWith("#")).forEach(metrics::sample);
    return metrics;
  }

  /** The metric's sum, or 0. */
  public long sum(String name) {
    return sums.getOrDefault(name, 0.0).longValue();
  }

  private void sample(String line) {
    int labels = line.indexOf('{');
    int blank = labels < 0 ? line.indexOf(' ') : line.indexOf(' ', line.lastIndexOf('}'));
    if (blank < 0) {
      return;
    }
    String name = line.substring(0, labels < 0 ? blank : labels);
    String value = line.substring(blank).strip().split(" ", 2)[0];
    try {
      sums.merge(name, Double.parseDouble(value), Double::sum);
    } catch (NumberFormatException noSample) {
      // Its value is +Inf or no number at all: nothing to sum.
    }
  }
}
