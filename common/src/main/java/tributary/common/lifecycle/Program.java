package tributary.common.lifecycle;

import java.nio.file.Path;
import java.util.List;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/**
 * What {@link ProgramMain} runs.
 *
 * @param <S> the program's settings, a record
 */
public interface Program<S> {
  /** The jar's name: {@code tributary-agent}. */
  String name();

  /** One sentence for {@code --help}. */
  String description();

  /**
   * Reads every section that the program uses, and calls {@link SettingsFile#finish()}.
   *
   * @throws SettingsException with every problem of the file
   */
  S settings(SettingsFile file) throws SettingsException;

  /** What {@code --check} tries, one for each server that the settings name. */
  List<Check> checks(S settings);

  /**
   * Wires and starts the program. A server that is away is waited for in the background, never an
   * error here.
   *
   * @param configFile the file that the settings came from, for what is reloaded live
   * @throws Exception when it can't run at all (port in use, data folder locked); the message is
   *     one sentence that says what to do
   */
  Running start(S settings, Path configFile) throws Exception;
}
