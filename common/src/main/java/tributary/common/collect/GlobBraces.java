package tributary.common.collect;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes out the alternatives of a glob: <code>/a/{b,c{d,e}}</code> is three globs without braces.
 */
final class GlobBraces {
  /** More alternatives than anyone writes by hand, few enough for one automaton. */
  static final int MOST = 256;

  private GlobBraces() {}

  /**
   * Expands the braces, nested ones too.
   *
   * @throws IllegalArgumentException if one isn't closed or there are too many alternatives
   */
  static List<String> expand(String glob) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(glob));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      int brace = indexOf(next, 0, '{');
      if (brace < 0) {
        done.add(next);
      } else {
        open.addAll(split(next, brace));
      }
      if (done.size() + open.size() > MOST) {
        throw new IllegalArgumentException(
            "'" + glob + "' stands for more than " + MOST + " alternatives");
      }
    }
    return done;
  }

  /** Index of the first character that isn't taken as it is, or -1. */
  static int indexOfMeta(String glob) {
    for (int i = 0; i < glob.length(); i++) {
      if ("*?[{\\".indexOf(glob.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Replaces the group that begins at {@code brace} by each of its alternatives. */
  private static List<String> split(String glob, int brace) {
    List<String> alternatives = new ArrayList<>();
    int depth = 0;
    int begin = brace + 1;
    for (int i = brace; i < glob.length(); i = after(glob, i)) {
      char c = glob.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      }
      if (depth == 0 || (depth == 1 && c == ',')) {
        alternatives.add(glob.substring(begin, i));
        begin = i + 1;
      }
      if (depth == 0) {
        String head = glob.substring(0, brace);
        String tail = glob.substring(i + 1);
        return alternatives.stream().map(middle -> head + middle + tail).toList();
      }
    }
    throw new IllegalArgumentException("'" + glob.substring(brace) + "' lacks its '}'");
  }

  private static int indexOf(String glob, int from, char wanted) {
    for (int i = from; i < glob.length(); i = after(glob, i)) {
      if (glob.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The index after the character, the escaped character or the class that begins here. */
  static int after(String glob, int i) {
    char c = glob.charAt(i);
    if (c == '\\') {
      return i + 2;
    }
    return c == '[' ? GlobClass.end(glob, i) : i + 1;
  }
}
