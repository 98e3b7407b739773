package tributary.common.etcd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key with places that differ from host to host: {@code {address}} (also {@code {ip}} and {@code
 * %s}), {@code {id}} and {@code {group}}. One that ends in {@code /} is a directory.
 *
 * @param text as it is configured
 */
public record KeyTemplate(String text) {
  private static final Pattern ADDRESS = Pattern.compile("\\{address}|\\{ip}|%s");
  private static final Pattern ID = Pattern.compile("\\{id}");
  private static final Pattern GROUP = Pattern.compile("\\{group}");
  private static final Pattern UNKNOWN = Pattern.compile("\\{[^}]*}?|%[a-z]");

  public KeyTemplate {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a key template may not be empty");
    }
    String rest = text;
    for (Pattern known : List.of(ADDRESS, ID, GROUP)) {
      rest = known.matcher(rest).replaceAll("");
    }
    Matcher unknown = UNKNOWN.matcher(rest);
    if (unknown.find()) {
      throw new IllegalArgumentException(
          "'%s' is none of {address}, {ip}, %%s, {id}, {group} in the key template '%s'"
              .formatted(unknown.group(), text));
    }
  }

  /** Whether its keys are those of a single host, whose {@code groups} count. */
  public boolean ofHost() {
    return ADDRESS.matcher(text).find() || ID.matcher(text).find();
  }

  /** Whether its keys depend on the groups that a host is in. */
  public boolean ofGroup() {
    return GROUP.matcher(text).find();
  }

  /** The keys for a host, without repetition, in the order of addresses and groups. */
  public List<WatchedKey> expand(
      Collection<String> addresses, String id, Collection<String> groups) {
    Set<String> keys = Set.of(text);
    keys = fill(keys, ADDRESS, addresses);
    keys = fill(keys, ID, List.of(id));
    keys = fill(keys, GROUP, groups);
    return keys.stream().map(WatchedKey::of).toList();
  }

  private static Set<String> fill(Set<String> keys, Pattern place, Collection<String> values) {
    Set<String> filled = new LinkedHashSet<>();
    for (String key : new ArrayList<>(keys)) {
      Matcher matcher = place.matcher(key);
      if (matcher.find()) {
        values.forEach(value -> filled.add(matcher.replaceAll(Matcher.quoteReplacement(value))));
      } else {
        filled.add(key);
      }
    }
    return filled;
  }
}
