package tributary.bench.transfer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tributary.bench.ProcessCost;

/**
 * What a mover has done, and what it took.
 *
 * @param documents in the index
 * @param seconds from the start of the process until all of them were there
 */
record Moved(String mover, long documents, double seconds, ProcessCost cost) {
  private static final double MILLION = 1e6;
  private static final double KIB_OF_MIB = 1024.0;

  private double perCpuSecond() {
    return documents / cost.cpuSeconds() / MILLION;
  }

  /** A line of the table. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%-18s %9d docs  %5.3f M docs/cpu-s  %5.3f M docs/s  %6.2f cpu-s  %6.2f s  %4.0f MiB",
        mover,
        documents,
        perCpuSecond(),
        documents / seconds / MILLION,
        cost.cpuSeconds(),
        seconds,
        cost.peakKib() / KIB_OF_MIB);
  }

  /** Of each mover the one in the middle, by documents per CPU second. */
  static List<Moved> medians(List<Moved> all) {
    Map<String, List<Moved>> byMover =
        all.stream()
            .collect(Collectors.groupingBy(Moved::mover, LinkedHashMap::new, Collectors.toList()));
    return byMover.values().stream()
        .map(
            each ->
                each.stream()
                    .sorted(Comparator.comparingDouble(Moved::perCpuSecond))
                    .toList()
                    .get(each.size() / 2))
        .toList();
  }
}
