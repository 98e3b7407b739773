package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * Elasticsearch's rule for the name of an index (Create index API, "path parameters"): lower case,
 * none of {@code \ / * ? " < > | space , # :}, no {@code - _ +} at the beginning, 255 bytes at
 * most. A dot at the beginning is for hidden indices, so it is none of ours either.
 */
public final class LegalIndexName {

  static final int MAX_BYTES = 255;
  private static final String FORBIDDEN = "\\/*?\"<>| ,#:";
  private static final String FORBIDDEN_FIRST = "-_+.";

  private LegalIndexName() {}

  /** Whether Elasticsearch would take it. */
  public static boolean isLegal(String name) {
    return !name.isEmpty()
        && name.getBytes(UTF_8).length <= MAX_BYTES
        && FORBIDDEN_FIRST.indexOf(name.charAt(0)) < 0
        && name.chars().noneMatch(c -> FORBIDDEN.indexOf(c) >= 0 || c < 0x20)
        && name.equals(name.toLowerCase(Locale.ROOT));
  }
}
