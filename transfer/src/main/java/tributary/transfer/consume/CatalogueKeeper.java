package tributary.transfer.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Keeps the catalogue of topics true: asks Kafka every two seconds, and at once when the names
 * change. A topic counts as gone once it was missing three times in a row, since a broker that has
 * just started may not know all yet.
 *
 * <p>Thread: topics, its own; {@link #catalogue} and {@link #problem} are for any.
 */
public final class CatalogueKeeper implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CatalogueKeeper.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int MISSES = 3;

  private final ConsumeSettings settings;
  private final TopicSource source;
  private final Companions companions;
  private final LongSupplier nanos;
  private final FollowedTopics followed;
  private final FirstTimeLog said = new FirstTimeLog(log);
  private final Semaphore poked = new Semaphore(0);
  private final Map<String, Integer> misses = new HashMap<>();
  private final Thread thread = new Thread(this::run, "transfer-topics");
  private boolean groupRead;
  private volatile boolean closed;
  private volatile Catalogue catalogue = Catalogue.NONE;
  private volatile String problem = "Kafka: not asked yet";

  /**
   * @param nanos as {@link System#nanoTime}
   */
  public CatalogueKeeper(
      ConsumeSettings settings, TopicSource source, Companions companions, LongSupplier nanos) {
    this.settings = settings;
    this.source = source;
    this.companions = companions;
    this.nanos = nanos;
    this.followed = new FollowedTopics(settings.topicIdle());
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Looks again now. Any thread. */
  public void poke() {
    poked.release();
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** Why Kafka can't be asked, empty if it can. */
  public String problem() {
    return problem;
  }

  private void run() {
    while (!closed) {
      try (Admin admin = Admin.create(settings.kafka().admin())) {
        refreshForEver(new TopicLookup(admin));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        failed(e);
        pause();
      }
    }
  }

  private void refreshForEver(TopicLookup lookup) throws InterruptedException {
    while (!closed) {
      try {
        refresh(lookup);
        problem = "";
        said.clear("Kafka");
      } catch (ExecutionException e) {
        failed(e.getCause());
      } catch (TimeoutException | RuntimeException | Error e) {
        failed(e);
      }
      pause();
    }
  }

  private void failed(Throwable cause) {
    String words = cause.getMessage() == null ? "no answer in time" : cause.getMessage();
    problem = "Kafka: " + words;
    said.warn("Kafka", "can't be asked for its topics, is tried again: " + words);
  }

  private void pause() {
    try {
      boolean wasPoked = poked.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS);
      if (wasPoked) {
        poked.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private void refresh(TopicLookup lookup)
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<String> named = new TreeSet<>(source.named());
    followed.follow(named, nanos.getAsLong());
    if (!groupRead) {
      lookup.commits(settings.group()).keySet().forEach(p -> follow(p.topic()));
      groupRead = true;
    }
    named.addAll(companions.of(followed.all()));
    followed.follow(named, nanos.getAsLong());
    SortedMap<String, String> problems = new TreeMap<>(source.refused());
    Map<String, TopicDescription> found = lookup.describe(followed.all(), problems);
    if (settings.dated()) {
      refuseLogAppendTime(lookup, found, problems);
    }
    Map<TopicPartition, Long> ends = lookup.ends(found.values());
    SortedMap<String, String> ids = ids(found, problems);
    problems
        .entrySet()
        .removeIf(p -> companions.includes(p.getKey()) && p.getValue().equals(TopicLookup.MISSING));
    catalogue = new Catalogue(ids, problems, ends);
    leaveQuiet(lookup, named, ends);
  }

  private void follow(String topic) {
    if (companions.includes(topic) || source.problem(topic).isEmpty()) {
      followed.follow(Set.of(topic), nanos.getAsLong());
    }
  }

  private void refuseLogAppendTime(
      TopicLookup lookup, Map<String, TopicDescription> found, SortedMap<String, String> problems)
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<String> lines = new TreeSet<>(found.keySet());
    lines.removeIf(companions::includes);
    SortedMap<String, String> unknown = new TreeMap<>();
    for (String topic : lookup.logAppendTime(lines, unknown)) {
      unknown.put(
          topic,
          "has message.timestamp.type=LogAppendTime: a record that is sent again would get into"
              + " another day's index; set CreateTime, or a transfer.index without a date");
    }
    found.keySet().removeAll(unknown.keySet());
    problems.putAll(unknown);
  }

  private SortedMap<String, String> ids(
      Map<String, TopicDescription> found, SortedMap<String, String> problems) {
    SortedMap<String, String> ids = new TreeMap<>();
    found.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
    misses.keySet().retainAll(problems.keySet());
    catalogue
        .topics()
        .forEach(
            (name, id) -> {
              boolean missing = problems.containsKey(name) && !ids.containsKey(name);
              if (missing && misses.merge(name, 1, Integer::sum) < MISSES) {
                ids.put(name, id);
              }
            });
    return ids;
  }

  private void leaveQuiet(TopicLookup lookup, Set<String> named, Map<TopicPartition, Long> ends)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, Long> sums = new HashMap<>();
    ends.forEach((partition, end) -> sums.merge(partition.topic(), end, Long::sum));
    sums.forEach((topic, sum) -> followed.moved(topic, sum, nanos.getAsLong()));
    Set<String> quiet = followed.quiet(named, nanos.getAsLong());
    if (quiet.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> commits = lookup.commits(settings.group());
    for (String topic : quiet) {
      boolean settled =
          ends.entrySet().stream()
              .filter(end -> end.getKey().topic().equals(topic))
              .allMatch(end -> end.getValue() == 0 || isAt(commits.get(end.getKey()), end));
      if (settled) {
        log.info("topic {}: no one names it, it has been quiet, all is settled: left", topic);
        followed.leave(topic);
      }
    }
  }

  private static boolean isAt(OffsetAndMetadata commit, Map.Entry<TopicPartition, Long> end) {
    return commit != null && commit.offset() >= end.getValue();
  }

  @Override
  public void close() {
    closed = true;
    poke();
    thread.interrupt();
  }
}
