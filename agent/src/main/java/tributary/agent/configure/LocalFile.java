package tributary.agent.configure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;
import tributary.common.settings.SettingsException;

/**
 * Follows the settings file. It is looked at by its bytes, and taken once two looks have found the
 * same, so that an editor that empties it before it writes leaves nothing half read. What is broken
 * or gone leaves the last good settings in force, visibly.
 *
 * <p>Thread: the configuration's.
 */
public final class LocalFile {
  private static final Logger log = LoggerFactory.getLogger(LocalFile.class);

  private final Path file;
  private final Reader reader;
  private final FirstTimeLog warnings = new FirstTimeLog(log);
  private CollectSettings settings;
  private byte[] taken;
  private byte[] seen = {};
  private Optional<String> problem = Optional.empty();

  /** Reads the live part of a settings file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads the whole file.
     *
     * @throws SettingsException with every problem, if any key of it is wrong
     */
    CollectSettings read(Path file) throws SettingsException;
  }

  /**
   * @param first what the program has started with
   */
  LocalFile(Path file, CollectSettings first, Reader reader) {
    this.file = file;
    this.reader = reader;
    this.settings = first;
  }

  /** The last good settings. */
  CollectSettings settings() {
    return settings;
  }

  /** Why the file as it stands is not in force, if it isn't. */
  Optional<String> problem() {
    return problem;
  }

  /**
   * Looks at the file.
   *
   * @return whether the settings, or the problem, may have changed
   */
  boolean look() {
    try {
      byte[] now = Files.readAllBytes(file);
      boolean settled = Arrays.equals(now, seen);
      seen = now;
      if (!settled || Arrays.equals(now, taken)) {
        return false;
      }
      taken = now;
      if (new String(now, StandardCharsets.UTF_8).isBlank()) {
        return broken("the file is empty");
      }
      return good(reader.read(file));
    } catch (IOException e) {
      taken = null;
      return broken("can't be read: " + e);
    } catch (SettingsException e) {
      return broken(String.join("; ", e.problems()));
    }
  }

  private boolean good(CollectSettings now) {
    boolean changed = problem.isPresent() || !now.equals(settings);
    settings = now;
    problem = Optional.empty();
    warnings.clear(file.toString());
    return changed;
  }

  private boolean broken(String reason) {
    Optional<String> before = problem;
    problem = Optional.of(reason);
    warnings.warn(file.toString(), "the last good settings stay in force: " + reason);
    return !problem.equals(before);
  }
}
