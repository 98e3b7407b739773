package tributary.common.collect;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a file's bytes become text. Equal to another by its canonical name, so that {@code utf8} and
 * {@code UTF-8} are the same setting.
 *
 * @param name the canonical name, or {@code auto}
 * @param kind how lines are found in it
 */
public record TextEncoding(String name, Kind kind) {
  /** What an entry has that names none. */
  public static final TextEncoding UTF_8 = new TextEncoding("UTF-8", Kind.UTF_8);

  /** By the byte order mark at the file's head, else UTF-8. */
  public static final TextEncoding AUTO = new TextEncoding("auto", Kind.AUTO);

  private static final Pattern BYTES =
      Pattern.compile(
          "US-ASCII|ISO-8859-\\d+|x-iso-8859-11|windows-125\\d|KOI8-R|GBK|GB18030|Big5|Shift_JIS"
              + "|EUC-JP|EUC-KR|x-EUC-TW");
  private static final Pattern WIDE = Pattern.compile("UTF-(16|32)(BE|LE)?");

  /** How lines are found. */
  public enum Kind {
    /** The bytes are the text already. */
    UTF_8,
    /** The byte 0x0A is always a line end, whatever stands before it. */
    BYTES,
    /** Units of two or four bytes; byte order by name, or by the mark at the head. */
    WIDE,
    /** Known at the file's head only. */
    AUTO
  }

  /**
   * Reads the name of an entry, in any case, by any alias that the JDK knows.
   *
   * @throws IllegalArgumentException if it is none of the listed ones, or this JVM lacks it
   */
  public static TextEncoding of(String text) {
    if (text.toLowerCase(Locale.ROOT).equals(AUTO.name)) {
      return AUTO;
    }
    String name = known(text).map(Charset::name).orElseThrow(() -> refusal(text));
    if (name.equals(UTF_8.name)) {
      return UTF_8;
    }
    if (WIDE.matcher(name).matches()) {
      return new TextEncoding(name, Kind.WIDE);
    }
    if (BYTES.matcher(name).matches()) {
      return new TextEncoding(name, Kind.BYTES);
    }
    throw refusal(text);
  }

  private static Optional<Charset> known(String text) {
    try {
      return Optional.of(Charset.forName(text));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException refusal(String text) {
    return new IllegalArgumentException(
        "encoding '"
            + text
            + "' is not one of UTF-8, US-ASCII, ISO-8859-x, windows-125x, KOI8-R, GBK, GB18030, Big5,"
            + " Shift_JIS, EUC-JP, EUC-KR, EUC-TW, UTF-16, UTF-32 (with LE or BE), auto, or this Java"
            + " lacks it");
  }

  /** The charset; none for {@code auto}. */
  public Optional<Charset> charset() {
    return kind == Kind.AUTO ? Optional.empty() : Optional.of(Charset.forName(name));
  }

  /** Bytes of one unit: 2 or 4 in wide encodings, else 1. */
  public int width() {
    if (kind != Kind.WIDE) {
      return 1;
    }
    return name.startsWith("UTF-16") ? 2 : 4;
  }

  /** Which byte of a unit holds its lowest bits, counted from 0. */
  public int lowByte() {
    return name.endsWith("LE") ? 0 : width() - 1;
  }

  /** Whether the unit that begins at an index is this ASCII character. */
  public boolean isAt(byte[] bytes, int index, char ascii) {
    for (int i = 0; i < width(); i++) {
      if (bytes[index + i] != (i == lowByte() ? ascii : 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
