package tributary.common.collect;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A glob without braces, as the names between its slashes, and its forms for RE2/J.
 *
 * @param names may be patterns; the first is empty if the glob is absolute
 */
record GlobAlternative(List<String> names) {
  private static final String ANY_DEPTH = "**";

  GlobAlternative {
    names = List.copyOf(names);
  }

  /**
   * Splits a glob at its slashes.
   *
   * @throws IllegalArgumentException if a name in it is no pattern
   */
  static GlobAlternative of(String glob) {
    List<String> names = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < glob.length(); i = GlobBraces.after(glob, i)) {
      if (glob.charAt(i) == '/') {
        names.add(glob.substring(begin, i));
        begin = i + 1;
      }
    }
    names.add(glob.substring(begin));
    return new GlobAlternative(names);
  }

  boolean crossesFolders() {
    return names.stream().anyMatch(name -> name.contains(ANY_DEPTH));
  }

  /** Matches what the glob matches. */
  String pathRegex() {
    StringBuilder regex = new StringBuilder("(?:");
    int last = names.size() - 1;
    for (int i = 0; i <= last; i++) {
      String name = names.get(i);
      if (name.equals(ANY_DEPTH)) {
        regex.append(i < last ? "(?:.*/)?" : ".*");
      } else {
        regex.append(regex(name)).append(i < last ? "/" : "");
      }
    }
    return regex.append(')').toString();
  }

  /** Matches the folders, without a slash at the end, below which the glob may match. */
  String folderRegex() {
    if (names.get(0).contains(ANY_DEPTH)) {
      return ".*";
    }
    StringBuilder regex = new StringBuilder(regex(names.get(0)));
    int open = 0;
    for (int i = 1; i < names.size(); i++) {
      String name = names.get(i);
      if (name.contains(ANY_DEPTH)) {
        String before = name.substring(0, name.indexOf(ANY_DEPTH));
        regex.append("(?:/").append(regex(before)).append(".*)?");
        break;
      }
      if (i < names.size() - 1) {
        regex.append("(?:/").append(regex(name));
        open++;
      }
    }
    return regex.append(")?".repeat(open)).toString();
  }

  private static String regex(String name) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < name.length()) {
      int end = name.startsWith(ANY_DEPTH, i) ? i + 2 : GlobBraces.after(name, i);
      regex.append(atom(name.substring(i, Math.min(end, name.length()))));
      i = end;
    }
    return regex.toString();
  }

  private static String atom(String atom) {
    return switch (atom.charAt(0)) {
      case '*' -> atom.length() == 2 ? ".*" : "[^/]*";
      case '?' -> "[^/]";
      case '[' -> GlobClass.regex(atom);
      case '\\' -> escaped(atom);
      default -> Pattern.quote(atom);
    };
  }

  private static String escaped(String atom) {
    if (atom.length() == 1) {
      throw new IllegalArgumentException("a glob may not end in a backslash");
    }
    return Pattern.quote(atom.substring(1));
  }
}
