package tributary.agent;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/** Names the agent that a word is about, by its settings file. */
final class ConfigOption {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The agent's settings file.")
  private Path config;

  /**
   * Reads it.
   *
   * @throws SettingsException with every problem
   */
  AgentSettings settings() throws SettingsException {
    return AgentSettings.read(SettingsFile.load(config));
  }
}
