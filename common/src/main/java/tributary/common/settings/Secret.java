package tributary.common.settings;

import java.util.Objects;

/**
 * A password or a key. It prints as {@code ****}, so that no log, status page or exception can show
 * it by accident.
 */
public final class Secret {
  private static final String MASK = "****";

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
