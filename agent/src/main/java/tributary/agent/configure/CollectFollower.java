package tributary.agent.configure;

import io.prometheus.metrics.core.metrics.Counter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.CollectedKeys;
import tributary.common.collect.KeyState;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.WatchedKey;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Follows what is to be collected: the keys of etcd for this host's addresses, id and groups, the
 * settings file, and the saved copy while etcd is away. Each change makes the whole picture anew;
 * the entries are handed on only if they differ.
 *
 * <p>Thread: one of its own, "configuration", owns all state and calls {@code apply}; {@link
 * #status} any.
 */
public final class CollectFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CollectFollower.class);
  private static final Duration LOOK_AT_FILE = Duration.ofMillis(500);
  private static final Duration LOOK_AT_ADDRESSES = Duration.ofSeconds(30);

  private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;

  /** How long etcd's answer is waited for at start, before the saved copy is taken. */
  private static final Duration WAIT_FOR_ETCD = Duration.ofSeconds(3);

  private static final Duration LOOK_FOR_ETCD = Duration.ofMillis(50);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "configuration");
            made.setDaemon(true);
            return made;
          });
  private final CollectCodec codec = new CollectCodec();
  private final FirstTimeLog warnings = new FirstTimeLog(log);
  private final Host host;
  private final LocalFile file;
  private final HostAddresses addresses;
  private final SavedKeysFile saved;
  private final KeySource source;
  private final Collected collected;
  private final Counter rejected;

  private List<String> known = List.of();

  /** What the source was asked to follow, which may be nothing; empty before it was asked. */
  private Optional<Set<WatchedKey>> watched = Optional.empty();

  private long startedNanos;
  private volatile CollectStatus status = CollectStatus.NONE;

  /**
   * @param first the live part of the settings that the program started with
   * @param reader reads it again when the file changes
   * @param rules of this host
   * @param source of the keys; closed with this
   * @param apply takes the entries in order of priority, when they have changed
   * @param rejected counts values that were not taken
   */
  public CollectFollower(
      Host host,
      CollectSettings first,
      LocalFile.Reader reader,
      EntryRules rules,
      KeySource source,
      Consumer<List<CollectEntry>> apply,
      Counter rejected) {
    this.host = host;
    this.file = new LocalFile(host.settingsFile(), first, reader);
    this.addresses =
        new HostAddresses(host.addresses(), InterfaceSource::ofThisMachine, host.clock());
    this.saved = new SavedKeysFile(host.dataDir());
    this.source = source;
    this.collected = new Collected(rules, apply);
    this.rejected = rejected;
  }

  /** Begins to follow. */
  public void start() {
    startedNanos = System.nanoTime();
    if (source.exists()) {
      run(this::begin);
      every(LOOK_AT_ADDRESSES, this::lookAtAddresses);
    } else {
      collected.decide();
      run(this::reconcile);
    }
    every(LOOK_AT_FILE, this::lookAtFile);
  }

  private void begin() {
    collected.keys(saved.load());
    lookAtAddresses();
    KeyPlan plan = plan();
    watched = Optional.of(plan.keys());
    source.start(plan.keys(), snapshot -> run(() -> take(snapshot)));
    decide();
  }

  /** Whether etcd says what is collected, beside the settings file. */
  public boolean asksEtcd() {
    return source.exists();
  }

  /** What is collected and why. */
  public CollectStatus status() {
    return status;
  }

  /** Why etcd can't be followed now, if so. */
  public Optional<String> problem() {
    return source.problem();
  }

  /** Stops following; what is collected stays as it is. */
  @Override
  public void close() {
    source.close();
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("the configuration's thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the saved copy if etcd does not answer soon. */
  private void decide() {
    if (collected.decided()) {
      return;
    }
    boolean waited = System.nanoTime() - startedNanos > WAIT_FOR_ETCD.toNanos();
    if (waited) {
      log.warn(
          "etcd does not answer ({}): starting with the saved keys, {} of them",
          source.problem().orElse("no reason known"),
          collected.keys().keys().size());
      collected.decide();
      reconcile();
    } else {
      var unused = thread.schedule(guarded(this::decide), LOOK_FOR_ETCD.toMillis(), MILLIS);
    }
  }

  private void take(EtcdSnapshot snapshot) {
    CollectedKeys before = collected.keys();
    CollectedKeys now = before.apply(snapshot, codec);
    for (KeyState refused : now.refusedSince(before)) {
      rejected.inc();
      log.warn(
          "{} at revision {} is not taken, the last good value stays: {}",
          refused.key(),
          refused.seen(),
          refused.error().orElse(""));
    }
    collected.keys(now);
    collected.decide();
    reconcile();
  }

  private void lookAtFile() {
    if (file.look()) {
      if (file.problem().isPresent()) {
        rejected.inc();
      } else {
        log.info("{} was read again", host.settingsFile());
      }
      reconcile();
    }
  }

  private void lookAtAddresses() {
    try {
      List<String> now = addresses.look();
      warnings.clear("addresses");
      if (!now.equals(known)) {
        log.info("the addresses of this host are {}", now);
        known = now;
        reconcile();
      }
    } catch (IOException e) {
      warnings.warn("addresses", "the interfaces can't be listed: " + e.getMessage());
    }
  }

  /** Makes the picture of now, and acts on what differs. */
  private void reconcile() {
    KeyPlan plan = plan();
    if (watched.isPresent() && !List.copyOf(plan.keys()).equals(List.copyOf(watched.get()))) {
      watched = Optional.of(plan.keys());
      source.watch(plan.keys());
    }
    collected.reconcile(plan, file);
    status = collected.status(known);
    if (collected.decided() && source.exists()) {
      save();
    }
  }

  private KeyPlan plan() {
    return KeyPlan.of(file.settings(), known, host.id(), collected.keys());
  }

  private void save() {
    try {
      saved.save(collected.keys());
      warnings.clear("saved keys");
    } catch (IOException e) {
      warnings.warn("saved keys", "can't be written: " + e);
    }
  }

  private void every(Duration period, Runnable task) {
    var unused =
        thread.scheduleWithFixedDelay(guarded(task), period.toMillis(), period.toMillis(), MILLIS);
  }

  private void run(Runnable task) {
    try {
      thread.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      log.debug("too late, the configuration is closed", e);
    }
  }

  /** An exception would end the schedule. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.error("the configuration could not be applied", e);
      }
    };
  }
}
