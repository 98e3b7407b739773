package tributary.console.search;

import java.util.ArrayList;
import java.util.List;
import tributary.console.text.Ages;

/** Says what to check when nothing was found. Pure. */
final class NoMatch {

  private NoMatch() {}

  /**
   * Some lines of advice.
   *
   * @param indices there are at all
   * @param searched lines that are there without regard to the words
   */
  static List<String> text(LineFilter filter, boolean indices, long searched) {
    List<String> lines = new ArrayList<>();
    if (!indices) {
      lines.add("No index yet: the transfer has brought no topic to Elasticsearch.");
      lines.add("Check that files are collected (collect list --all) and what runs (status).");
      return lines;
    }
    if (searched == 0) {
      lines.add("No line" + where(filter) + " is there yet.");
      lines.add("Check topic, host, path and time; status shows what is still on its way.");
      return lines;
    }
    lines.add("No match among " + Ages.of(searched, "line", "lines") + where(filter) + ".");
    lines.add(
        "Whole words are compared, in their order, whatever their case; end with * to let the last"
            + " one go on ('conn*').");
    lines.add("A line written just now may be on its way: see BEHIND in status.");
    return lines;
  }

  private static String where(LineFilter filter) {
    StringBuilder where = new StringBuilder();
    filter.topic().ifPresent(topic -> where.append(" of topic ").append(topic));
    filter.host().ifPresent(host -> where.append(" of host ").append(host));
    filter.path().ifPresent(path -> where.append(" of ").append(path));
    filter.since().ifPresent(since -> where.append(" since ").append(since));
    return where.toString();
  }
}
