package tributary.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has cost by now, by proc(5): its own accounting and that of the children it has
 * waited for.
 *
 * @param cpuSeconds user and system time
 * @param peakKib its largest resident set
 */
public record ProcessCost(double cpuSeconds, long peakKib) {
  /** USER_HZ; 100 on every Linux that runs Java. */
  private static final double TICKS = 100.0;

  private static final int FIRST_TIME = 11;
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Pattern NOW = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** Reads both; nothing has been used by a process that is gone. */
  public static ProcessCost of(long pid) {
    Matcher peak = PEAK.matcher(read(pid, "status"));
    String stat = read(pid, "stat");
    if (stat.isEmpty()) {
      return new ProcessCost(0, 0);
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = FIRST_TIME; i < FIRST_TIME + 4; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return new ProcessCost(ticks / TICKS, peak.find() ? Long.parseLong(peak.group(1)) : 0);
  }

  /** Its resident set now; 0 if it is gone. */
  public static long residentKib(long pid) {
    Matcher now = NOW.matcher(read(pid, "status"));
    return now.find() ? Long.parseLong(now.group(1)) : 0;
  }

  /** Nothing of a process that is gone, or goes while it is read. */
  private static String read(long pid, String file) {
    Path proc = Path.of("/proc", Long.toString(pid));
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException e) {
      if (Files.exists(proc)) {
        throw new UncheckedIOException(e);
      }
      return "";
    }
  }
}
