package tributary.agent.configure;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.CollectException;
import tributary.common.collect.CollectValue;
import tributary.common.etcd.KeyTemplate;
import tributary.common.settings.Section;

/**
 * What is collected, as far as the local file says: the part of the settings that is reloaded when
 * the file changes.
 *
 * @param groups of this host
 * @param keys templates of the keys in etcd, in order of priority
 * @param entries of the file itself
 * @param warnings about what was ignored in these, each naming its place
 */
public record CollectSettings(
    Set<String> groups, List<KeyTemplate> keys, List<CollectEntry> entries, List<String> warnings) {
  public CollectSettings {
    groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
    keys = List.copyOf(keys);
    entries = List.copyOf(entries);
    warnings = List.copyOf(warnings);
  }

  /** Reads {@code agent}; what is wrong becomes a problem of the file. */
  public static CollectSettings read(Section agent) {
    CollectValue local = local(agent);
    return new CollectSettings(
        new LinkedHashSet<>(agent.texts("groups")),
        templates(agent),
        local.entries(),
        local.warnings());
  }

  private static List<KeyTemplate> templates(Section agent) {
    List<KeyTemplate> templates = new ArrayList<>();
    for (String each : agent.texts("collect-keys")) {
      try {
        templates.add(new KeyTemplate(each));
      } catch (IllegalArgumentException e) {
        agent.problem("collect-keys", e.getMessage());
      }
    }
    return templates;
  }

  private static CollectValue local(Section agent) {
    Optional<ConfigValue> local = agent.raw("collect");
    if (local.isEmpty()) {
      return CollectValue.NONE;
    }
    try {
      return new CollectCodec().parse(local.get());
    } catch (CollectException e) {
      agent.problem("collect", e.getMessage());
      return CollectValue.NONE;
    }
  }
}
