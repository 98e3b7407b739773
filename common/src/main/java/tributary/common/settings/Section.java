package tributary.common.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One object of a settings file. Each getter that meets a wrong value records the problem and
 * returns the default of {@code reference.conf}, so that reading goes on and all problems are found
 * at once. Keys may be dotted paths. Thread: the one that reads the settings.
 */
public final class Section {
  private final String path;
  private final Config values;
  private final Config defaults;
  private final Problems problems;

  Section(String path, Config values, Config defaults, Problems problems) {
    this.path = path;
    this.values = values;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** The object beneath {@code key}. */
  public Section section(String key) {
    Config inner = read(key, config -> config.getConfig(key));
    return new Section(full(key), inner, defaults.getConfig(key), problems);
  }

  /** A text that may be empty. */
  public String text(String key) {
    return read(key, config -> config.getString(key));
  }

  /** A text; absent, null and empty are nothing. */
  public Optional<String> optionalText(String key) {
    if (!values.hasPath(key)) {
      return Optional.empty();
    }
    return Optional.of(text(key)).filter(text -> !text.isEmpty());
  }

  /** A secret; absent, null and empty are nothing. */
  public Optional<Secret> optionalSecret(String key) {
    return optionalText(key).map(Secret::new);
  }

  /** True or false. */
  public boolean flag(String key) {
    return read(key, config -> config.getBoolean(key));
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public int number(String key, int min, int max) {
    return (int) bounded(key, config -> (long) config.getInt(key), min, max);
  }

  /** A size in bytes ({@code 512KiB}, {@code 1MiB}, plain numbers), within both bounds. */
  public long bytes(String key, long min, long max) {
    return bounded(key, config -> config.getBytes(key), min, max);
  }

  /** A duration ({@code 500ms}, {@code 30s}, {@code 7d}) that is not negative. */
  public Duration duration(String key) {
    Duration duration = read(key, config -> config.getDuration(key));
    if (duration.isNegative()) {
      problem(key, "must not be negative, is " + duration);
      return defaults.getDuration(key);
    }
    return duration;
  }

  /** A list of texts. */
  public List<String> texts(String key) {
    return read(key, config -> config.getStringList(key));
  }

  /** All keys of this section and beneath, dotted names joined, each value as text. */
  public Map<String, String> flatMap() {
    Map<String, String> flat = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
      if (entry.getValue().valueType() == ConfigValueType.LIST) {
        problem(entry.getKey(), "must be a text or a number, not a list");
      } else {
        String name = String.join(".", ConfigUtil.splitPath(entry.getKey()));
        flat.put(name, String.valueOf(entry.getValue().unwrapped()));
      }
    }
    return flat;
  }

  /** The value as it stands, with its origin; absent and null are nothing. */
  public Optional<ConfigValue> raw(String key) {
    return values.hasPath(key) ? Optional.of(values.getValue(key)) : Optional.empty();
  }

  /** Records that the value of {@code key} breaks a rule. */
  public void problem(String key, String rule) {
    problems.add(origin(key), full(key) + ": " + rule);
  }

  private long bounded(String key, Function<Config, Long> getter, long min, long max) {
    long value = read(key, getter);
    if (value < min || value > max) {
      problem(key, "must be from " + min + " to " + max + ", is " + value);
      return getter.apply(defaults);
    }
    return value;
  }

  private <T> T read(String key, Function<Config, T> getter) {
    try {
      return getter.apply(values);
    } catch (ConfigException e) {
      problem(key, rule(e));
      return getter.apply(defaults);
    }
  }

  /** The library's message without its own "FILE: LINE: " before it. */
  private static String rule(ConfigException e) {
    String message = e.getMessage();
    String origin = e.origin() == null ? "" : e.origin().description() + ": ";
    return message.startsWith(origin) ? message.substring(origin.length()) : message;
  }

  private ConfigOrigin origin(String key) {
    try {
      return values.hasPath(key) ? values.getValue(key).origin() : values.root().origin();
    } catch (ConfigException e) {
      return values.root().origin();
    }
  }

  private String full(String key) {
    return path + "." + key;
  }
}
