package tributary.common.collect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of an entry and every spelling that is read: case, hyphens and underscores make no
 * difference.
 */
enum EntryField {
  PATH("path", "logpath", "filepath"),
  TOPIC("topic", "logtopic"),
  EXCLUDE("exclude"),
  START("start"),
  ENCODING("encoding"),
  MULTILINE("multiline"),
  INCLUDE("include"),
  DROP("drop"),
  FIELDS("fields"),
  RATE("rate"),
  MAX_LINE("max-line");

  private static final Map<String, EntryField> BY_SPELLING =
      Arrays.stream(values())
          .flatMap(field -> field.plainSpellings().map(plain -> Map.entry(plain, field)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String text;
  private final String others;

  EntryField(String text, String... others) {
    this.text = text;
    this.others = String.join(" ", others);
  }

  /** The name under which it is written, and that errors use. */
  String text() {
    return text;
  }

  static Optional<EntryField> of(String name) {
    return Optional.ofNullable(BY_SPELLING.get(plain(name)));
  }

  /** A name without what makes no difference. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  private Stream<String> plainSpellings() {
    return Stream.of((text + " " + others).strip().split(" ", -1)).map(EntryField::plain);
  }
}
