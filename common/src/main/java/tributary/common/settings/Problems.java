package tributary.common.settings;

import com.typesafe.config.ConfigOrigin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with one settings file. Thread: the one that reads the settings. */
final class Problems {
  private final Set<String> found = new LinkedHashSet<>();

  /** Records what is wrong at {@code origin}. */
  void add(ConfigOrigin origin, String problem) {
    found.add(where(origin) + ": " + problem);
  }

  /** Throws all that was recorded, if anything was. */
  void raise() throws SettingsException {
    if (!found.isEmpty()) {
      throw new SettingsException(List.copyOf(found));
    }
  }

  private static String where(ConfigOrigin origin) {
    String file = origin.filename();
    if (file == null) {
      return origin.description();
    }
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }
}
