package tributary.bench.agent;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tributary.bench.ProcessCost;

/**
 * What a shipper has done, and what it took.
 *
 * @param records in the topic
 * @param seconds from the start of the process until all of them were there
 */
record Outcome(String shipper, long records, double seconds, ProcessCost cost) {
  private static final double MILLION = 1e6;
  private static final double KIB_OF_MIB = 1024.0;

  private double perCpuSecond() {
    return records / cost.cpuSeconds() / MILLION;
  }

  /** A line of the table. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%-16s %9d records  %5.2f M lines/cpu-s  %5.2f M lines/s  %6.2f cpu-s  %6.2f s  %4.0f MiB",
        shipper,
        records,
        perCpuSecond(),
        records / seconds / MILLION,
        cost.cpuSeconds(),
        seconds,
        cost.peakKib() / KIB_OF_MIB);
  }

  /** Of each shipper the outcome in the middle, by lines per CPU second. */
  static List<Outcome> medians(List<Outcome> outcomes) {
    Map<String, List<Outcome>> byShipper =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(Outcome::shipper, LinkedHashMap::new, Collectors.toList()));
    return byShipper.values().stream()
        .map(
            all ->
                all.stream()
                    .sorted(Comparator.comparingDouble(Outcome::perCpuSecond))
                    .toList()
                    .get(all.size() / 2))
        .toList();
  }
}
