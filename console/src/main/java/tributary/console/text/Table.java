package tributary.console.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows under headings, laid out for a terminal of a given width. Columns of numbers are set to the
 * right. What doesn't fit is wrapped inside its column, never cut off: half of an error message is
 * worse than none.
 *
 * <p>Thread: one.
 */
public final class Table {

  /** The width, in characters, that all tables of the console are made for. */
  public static final int WIDTH = 100;

  private static final String GAP = "  ";
  private static final int NARROWEST = 8;
  private static final Pattern NUMBER =
      Pattern.compile("[0-9]{1,4}(,[0-9]{3})*|[0-9.]+ [KMGT]?i?B|-");

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row; it has as many cells as there are headings. */
  public Table row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(cells.length + " cells, " + headings.size() + " headings");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Whether there is nothing under the headings. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, headings first, without trailing blanks. */
  public List<String> lines(int width) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>(lay(headings, widths));
    for (List<String> row : rows) {
      lines.addAll(lay(row, widths));
    }
    return lines;
  }

  private int[] widths(int width) {
    int[] widths = new int[headings.size()];
    int sum = GAP.length() * (widths.length - 1);
    for (int column = 0; column < widths.length; column++) {
      widths[column] = headings.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
      sum += widths[column];
    }
    for (; sum > width; sum--) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        widest = widths[column] > widths[widest] ? column : widest;
      }
      if (widths[widest] <= NARROWEST) {
        return widths;
      }
      widths[widest]--;
    }
    return widths;
  }

  private List<String> lay(List<String> row, int[] widths) {
    List<List<String>> cells = new ArrayList<>();
    int height = 1;
    for (int column = 0; column < widths.length; column++) {
      List<String> cell = wrapped(row.get(column), widths[column]);
      cells.add(cell);
      height = Math.max(height, cell.size());
    }
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        List<String> cell = cells.get(column);
        String part = line < cell.size() ? cell.get(line) : "";
        String blanks = " ".repeat(Math.max(0, widths[column] - part.length()));
        text.append(column == 0 ? "" : GAP);
        text.append(ofNumbers(column) ? blanks + part : part + blanks);
      }
      lines.add(text.toString().stripTrailing());
    }
    return lines;
  }

  private boolean ofNumbers(int column) {
    return rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches())
        && rows.stream().anyMatch(row -> !row.get(column).equals("-"));
  }

  /** Cuts after a blank, comma or slash if one lies in the second half, else anywhere. */
  public static List<String> wrapped(String text, int width) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int cut = width;
      for (int at = width; at > width / 2; at--) {
        if (" ,/".indexOf(rest.charAt(at - 1)) >= 0) {
          cut = at;
          break;
        }
      }
      parts.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut);
    }
    parts.add(rest);
    return parts;
  }
}
