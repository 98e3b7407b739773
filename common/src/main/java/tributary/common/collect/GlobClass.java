package tributary.common.collect;

/** A class of a glob, such as {@code [a-z]} or {@code [!0-9]}, and its form for RE2/J. */
final class GlobClass {
  private GlobClass() {}

  /**
   * Index after the class that begins at {@code begin}; a bracket that comes first in it stands for
   * itself.
   *
   * @throws IllegalArgumentException if it isn't closed
   */
  static int end(String glob, int begin) {
    int i = begin + 1;
    if (i < glob.length() && isNegation(glob.charAt(i))) {
      i++;
    }
    int first = i;
    while (i < glob.length() && (glob.charAt(i) != ']' || i == first)) {
      i += glob.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= glob.length()) {
      throw new IllegalArgumentException("'" + glob.substring(begin) + "' lacks its ']'");
    }
    return i + 1;
  }

  /**
   * The class as RE2/J has it; it never holds a slash.
   *
   * @throws IllegalArgumentException if a range is upside down, or a slash stands in it
   */
  static String regex(String bracketed) {
    boolean negated = isNegation(bracketed.charAt(1));
    int[] members =
        bracketed.substring(negated ? 2 : 1, bracketed.length() - 1).codePoints().toArray();
    StringBuilder regex = new StringBuilder(negated ? "[^/" : "[");
    int i = 0;
    while (i < members.length) {
      i += members[i] == '\\' && i + 1 < members.length ? 1 : 0;
      int low = members[i++];
      int high = low;
      if (i + 1 < members.length && members[i] == '-') {
        i += members[i + 1] == '\\' && i + 2 < members.length ? 2 : 1;
        high = members[i++];
      }
      range(bracketed, low, high, regex);
    }
    return regex.append(']').toString();
  }

  private static void range(String bracketed, int low, int high, StringBuilder regex) {
    if (low > high) {
      throw new IllegalArgumentException(
          "'" + bracketed + "' has a range that ends before it begins");
    }
    if (low == '/' || high == '/') {
      throw new IllegalArgumentException("'" + bracketed + "' may not hold a '/'");
    }
    if (low < '/' && '/' < high) {
      append(low, '/' - 1, regex);
      append('/' + 1, high, regex);
    } else {
      append(low, high, regex);
    }
  }

  private static void append(int low, int high, StringBuilder regex) {
    regex.append(String.format("\\x{%x}-\\x{%x}", low, high));
  }

  private static boolean isNegation(char c) {
    return c == '!' || c == '^';
  }
}
