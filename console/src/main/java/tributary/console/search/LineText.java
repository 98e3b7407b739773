package tributary.console.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Shows a found line as text: time, host, path, message, with the words that were looked for made
 * bold on a terminal. Control characters are shown as {@code ^[}, so no log line can steer the
 * terminal of the one who reads it. Pure.
 */
final class LineText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final String BOLD = "\u001b[1;31m";
  private static final String PLAIN = "\u001b[0m";
  private static final String DIM = "\u001b[2m";

  private final ZoneId zone;
  private final boolean colours;
  private final Optional<Pattern> words;

  LineText(ZoneId zone, boolean colours, LineFilter filter) {
    this.zone = zone;
    this.colours = colours;
    this.words = colours && filter.hasText() ? words(filter.text()) : Optional.empty();
  }

  /** One line of text; a message of several lines keeps them, indented. */
  String text(Line line) {
    String time = line.time().map(this::local).orElse("-");
    String head = time + " " + visible(line.host()) + " " + visible(line.path());
    String message = visible(line.message()).replace("\n", "\n    ");
    if (!colours) {
      return head + " " + message;
    }
    return DIM + head + PLAIN + " " + words.map(found -> bold(found, message)).orElse(message);
  }

  /** The document with its index and id, on one line. */
  static String json(Line line) {
    ObjectNode all = line.document().objectNode().put("_index", line.index()).put("_id", line.id());
    return all.setAll(line.document()).toString();
  }

  private String local(Instant time) {
    return TIME.format(time.atZone(zone));
  }

  private static String bold(Pattern found, String message) {
    return found.matcher(message).replaceAll(BOLD + "$0" + PLAIN);
  }

  /** The words in their order, with anything that is no letter or digit between them. */
  private static Optional<Pattern> words(String text) {
    String pattern =
        Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .map(Pattern::quote)
            .collect(Collectors.joining("[^\\p{L}\\p{N}]+"));
    return pattern.isEmpty()
        ? Optional.empty()
        : Optional.of(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

  private static String visible(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(caret(found.group().charAt(0))));
  }

  private static String caret(char control) {
    return control < 0x20
        ? "^" + (char) (control + 0x40)
        : String.format(Locale.ROOT, "\\x%02x", (int) control);
  }
}
