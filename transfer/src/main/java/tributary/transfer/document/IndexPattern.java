package tributary.transfer.document;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code transfer.index} says: text around the topic, and perhaps a date at the end.
 *
 * @param before what stands before the topic, a legal beginning of an index name
 * @param after what stands between the topic and the date's hyphen, or the end
 * @param period the date at the end
 */
public record IndexPattern(String before, String after, Optional<Period> period) {

  private static final Pattern FORM =
      Pattern.compile("([^{}]*)\\{topic}([^{}]*?)(?:-\\{(yyyy|yyyy\\.MM|yyyy\\.MM\\.dd)})?");

  /** The index's name is the topic's. */
  public static final IndexPattern TOPIC = new IndexPattern("", "", Optional.empty());

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException with the rule that was broken
   */
  public static IndexPattern parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "must hold {topic} once, and may end in -{yyyy.MM.dd}, -{yyyy.MM} or -{yyyy}: " + text);
    }
    IndexPattern pattern =
        new IndexPattern(
            form.group(1), form.group(2), Optional.ofNullable(form.group(3)).map(Period::of));
    if (!LegalIndexName.isLegal(pattern.before + "x" + pattern.after)) {
      throw new IllegalArgumentException("makes no legal index name: " + text);
    }
    if (pattern.before.length() + pattern.after.length() > 100) {
      throw new IllegalArgumentException("leaves too little room for the topic: " + text);
    }
    return pattern;
  }

  /** What a dated index spans, in UTC. */
  public enum Period {
    DAY("yyyy.MM.dd"),
    MONTH("yyyy.MM"),
    YEAR("yyyy");

    private final String form;

    Period(String form) {
      this.form = form;
    }

    static Period of(String form) {
      for (Period period : values()) {
        if (period.form.equals(form)) {
          return period;
        }
      }
      throw new IllegalArgumentException(form);
    }

    String text(LocalDate day) {
      return switch (this) {
        case DAY ->
            String.format(
                Locale.ROOT,
                "%04d.%02d.%02d",
                day.getYear(),
                day.getMonthValue(),
                day.getDayOfMonth());
        case MONTH -> String.format(Locale.ROOT, "%04d.%02d", day.getYear(), day.getMonthValue());
        case YEAR -> String.format(Locale.ROOT, "%04d", day.getYear());
      };
    }

    /** The first day that the period of {@code day} no longer holds. */
    LocalDate end(LocalDate day) {
      return switch (this) {
        case DAY -> day.plusDays(1);
        case MONTH -> day.withDayOfMonth(1).plusMonths(1);
        case YEAR -> day.withDayOfYear(1).plusYears(1);
      };
    }

    int suffixLength() {
      return form.length() + 1;
    }
  }
}
