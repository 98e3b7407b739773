package tributary.common.settings;

import java.util.List;

/** Settings that can't be used. Carries every problem found, each naming file, line and key. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Not sent anywhere, so not part of the serialised form. */
  private final transient List<String> problems;

  /**
   * @param problems one sentence each, at least one
   */
  public SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order in which they were found. */
  public List<String> problems() {
    return problems;
  }
}
