package tributary.console.servers;

import tributary.common.settings.SettingsException;

/** Opens the connections of one word, by the settings that the command line names. */
@FunctionalInterface
public interface ConnectionSource {

  /**
   * Reads the settings; connects to nothing yet.
   *
   * @throws SettingsException with every problem in them
   */
  Connections open() throws SettingsException, Failure;
}
