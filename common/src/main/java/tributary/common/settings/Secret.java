package tributary.common.settings;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password or a key. It prints as {@code ****}, so that no log, status page or exception can show
 * it by accident.
 */
public final class Secret {
  private static final String MASK = "****";

  /** What stands before the host of an address: {@code https://NAME:PASSWORD@HOST}. */
  private static final Pattern CREDENTIALS = Pattern.compile("(^(?:\\w+://)?|//)[^\\s\"]*@");

  private final String value;

  /**
   * @param value what must not be shown
   */
  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** The text itself, for the client that needs it and nothing else. */
  public String reveal() {
    return value;
  }

  /** Addresses as they may be printed: name and password that stand in them are masked. */
  public static String maskedAddress(String text) {
    return CREDENTIALS.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(MASK + "@"));
  }

  /** What is printed in place of any secret. */
  static String mask() {
    return MASK;
  }

  @Override
  public String toString() {
    return MASK;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
