package tributary.common.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A HOCON file over the {@code reference.conf} of the class path, where every key has its default.
 * Environment variables stand in it as {@code ${?NAME}}. Read its sections, then call {@link
 * #finish}: it throws every problem at once. Thread: the one that reads the settings.
 */
public final class SettingsFile {
  /** Keys whose values are masked when settings are printed. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(password|passphrase|secret|api-key|jaas|token|keystore\\.key|users).*");

  private final Config file;
  private final Config effective;
  private final Config reference;
  private final Problems problems = new Problems();

  private SettingsFile(Config file, Config reference) {
    this.file = file;
    this.reference = reference;
    this.effective = file.withFallback(reference);
  }

  /**
   * Reads the file.
   *
   * @throws SettingsException if it can't be read or is no HOCON; the message names file and line
   */
  public static SettingsFile load(Path path) throws SettingsException {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      String reason = Files.exists(path) ? "can't be read as a file" : "there is no such file";
      throw new SettingsException(List.of(path + ": " + reason));
    }
    try {
      ConfigParseOptions hocon = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF);
      Config file = ConfigFactory.parseFile(path.toFile(), hocon).resolve();
      return new SettingsFile(file, ConfigFactory.parseResources("reference.conf").resolve());
    } catch (ConfigException e) {
      throw new SettingsException(List.of(e.getMessage()));
    }
  }

  /** The object at {@code path}; the file may set its keys, {@code reference.conf} has them all. */
  public Section section(String path) {
    Config defaults = reference.getConfig(path);
    try {
      return new Section(path, effective.getConfig(path), defaults, problems);
    } catch (ConfigException e) {
      problems.add(effective.getValue(path).origin(), path + ": must be an object");
      return new Section(path, defaults, defaults, problems);
    }
  }

  /**
   * Ends the reading.
   *
   * @throws SettingsException with every problem: wrong values and unknown keys
   */
  public void finish() throws SettingsException {
    new UnknownKeys(problems).find(file, reference);
    problems.raise();
  }

  /** The effective settings as text, a key a line, secrets masked. */
  public String masked() {
    Map<String, String> lines = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : effective.entrySet()) {
      lines.put(entry.getKey(), shown(entry.getKey(), entry.getValue()));
    }
    StringBuilder text = new StringBuilder();
    lines.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  private static String shown(String key, ConfigValue value) {
    boolean empty = "".equals(value.unwrapped());
    boolean secret = SECRET.matcher(key).matches() && !empty;
    return secret
        ? Secret.mask()
        : Secret.maskedAddress(value.render(ConfigRenderOptions.concise()));
  }
}
