package tributary.transfer.consume;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.CollectedKeys;
import tributary.common.collect.Glob;
import tributary.common.collect.KeyState;
import tributary.common.collect.TopicName;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.WatchedKey;

/**
 * The topics that the settings' file, the keys under {@code /tributary/topics/} and the collect
 * entries name.
 *
 * <p>Any thread; what each source said last is kept until it says something else.
 */
public final class NamedTopics implements TopicSource {

  /** Where agents put the topics that they send to. */
  public static final WatchedKey DIRECTORY = WatchedKey.of("/tributary/topics/");

  private static final Logger log = LoggerFactory.getLogger(NamedTopics.class);

  private final List<Glob> allowed;
  private final Runnable changed;
  private final CollectCodec codec = new CollectCodec();
  private Set<String> ofFile = Set.of();
  private Set<String> ofDirectory = Set.of();
  private Set<String> ofEntries = Set.of();
  private CollectedKeys entries = CollectedKeys.none();

  /**
   * @param allowed globs, one of which a topic must match
   * @param changed told when the names may have changed
   */
  public NamedTopics(List<Glob> allowed, Runnable changed) {
    this.allowed = List.copyOf(allowed);
    this.changed = changed;
  }

  /** What the settings' file names. */
  public void file(List<String> topics) {
    synchronized (this) {
      ofFile = Set.copyOf(topics);
    }
    changed.run();
  }

  /** What stands under {@link #DIRECTORY}. */
  public void directory(EtcdSnapshot snapshot) {
    Set<String> topics = new TreeSet<>();
    snapshot.values().keySet().forEach(key -> topics.add(key.substring(DIRECTORY.key().length())));
    synchronized (this) {
      ofDirectory = topics;
    }
    changed.run();
  }

  /** What the keys under the collect prefixes hold. */
  public void entries(EtcdSnapshot snapshot) {
    synchronized (this) {
      CollectedKeys before = entries;
      entries = before.apply(snapshot, codec);
      for (KeyState refused : entries.refusedSince(before)) {
        log.warn("{}: {}", refused.key(), refused.error().orElse(""));
      }
      Set<String> topics = new TreeSet<>();
      for (KeyState state : entries.keys().values()) {
        state.value().entries().stream().map(CollectEntry::topic).forEach(topics::add);
      }
      ofEntries = topics;
    }
    changed.run();
  }

  @Override
  public synchronized Set<String> named() {
    Set<String> named = all();
    named.removeIf(topic -> problem(topic).isPresent());
    return named;
  }

  @Override
  public synchronized SortedMap<String, String> refused() {
    SortedMap<String, String> refused = new TreeMap<>();
    all().forEach(topic -> problem(topic).ifPresent(reason -> refused.put(topic, reason)));
    return Collections.unmodifiableSortedMap(refused);
  }

  private Set<String> all() {
    Set<String> all = new TreeSet<>(ofFile);
    all.addAll(ofDirectory);
    all.addAll(ofEntries);
    return all;
  }

  @Override
  public Optional<String> problem(String topic) {
    Optional<String> problem = TopicName.problem(topic);
    if (problem.isPresent()) {
      return problem;
    }
    return allowed.stream().anyMatch(glob -> glob.matches(topic))
        ? Optional.empty()
        : Optional.of("transfer.allow-topics does not allow it");
  }
}
