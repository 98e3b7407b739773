package tributary.common.collect;

import java.util.Locale;

/** Where a file starts that is seen for the first time and was there before its entry was. */
public enum StartAt {
  BEGINNING,
  /** Just after the last line end. */
  END;

  /** As it is written in an entry: {@code beginning}, {@code end}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the word of an entry, in any case.
   *
   * @throws IllegalArgumentException if it is another word; the message is the rule
   */
  public static StartAt of(String text) {
    for (StartAt start : values()) {
      if (start.text().equals(text.toLowerCase(Locale.ROOT))) {
        return start;
      }
    }
    throw new IllegalArgumentException("start is 'beginning' or 'end', not '" + text + "'");
  }
}
