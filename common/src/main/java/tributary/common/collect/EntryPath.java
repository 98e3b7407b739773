package tributary.common.collect;

/** What the path of an entry, or a glob beside it, must be. */
final class EntryPath {
  private EntryPath() {}

  /**
   * Checks a path or glob.
   *
   * @throws IllegalArgumentException if it is not absolute, names a folder, or goes by way of dots
   */
  static void check(Glob glob) {
    String text = glob.text();
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a path is absolute, which '" + text + "' is not");
    }
    if (text.endsWith("/")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is a folder: its files are '"
              + text
              + "*', with those below '"
              + text
              + "**'");
    }
    for (String name : text.split("/", -1)) {
      if (name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException(
            "a path may not hold '" + name + "', as '" + text + "' does");
      }
    }
  }
}
