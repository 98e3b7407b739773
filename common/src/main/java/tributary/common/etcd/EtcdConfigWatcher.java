package tributary.common.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.watch.WatchResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.Backoff;

/**
 * Follows keys of etcd: reads all of them at one revision, watches from the next one, and hands
 * over a snapshot after the first reading and after each change. After a compaction, or any other
 * error of a watch, all watches are closed and everything is read again: jetcd's own resumption
 * begins where its last event was, and can skip what happened meanwhile.
 *
 * <p>Thread: one of its own, "etcd-watch", owns all state, waits for readings, and calls the
 * listener. jetcd's callbacks hand over to it and return. {@link #connected} and {@link #problem}
 * may be asked by anyone.
 */
public final class EtcdConfigWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EtcdConfigWatcher.class);

  /** Changes that come together are handed over together. */
  private static final Duration GATHER = Duration.ofMillis(20);

  private final EtcdConnection connection;
  private final Consumer<EtcdSnapshot> listener;
  private final Backoff backoff;
  private final OwnThread thread = new OwnThread("etcd-watch");

  private final FollowedKeys followed = new FollowedKeys();
  private final List<Watch.Watcher> watchers = new ArrayList<>();
  private Set<WatchedKey> keys;
  private int attempt;
  private int awaited;
  private int failures;
  private boolean handOverPlanned;

  private volatile boolean connected;
  private volatile Optional<String> problem = Optional.of("not read yet");

  /**
   * Makes a watcher that does nothing until it is started.
   *
   * @param keys in the order in which snapshots name them
   * @param listener called on the watcher's thread, in order
   * @param backoff between attempts; owned by the watcher from now on
   */
  public EtcdConfigWatcher(
      EtcdConnection connection,
      Set<WatchedKey> keys,
      Consumer<EtcdSnapshot> listener,
      Backoff backoff) {
    this.connection = connection;
    this.keys = new LinkedHashSet<>(keys);
    this.listener = listener;
    this.backoff = backoff;
  }

  /** Begins to read, and never gives up. */
  public void start() {
    thread.run(this::readAll);
  }

  /** Follows other keys from now on; the next snapshot has exactly these. */
  public void watch(Set<WatchedKey> others) {
    Set<WatchedKey> copy = new LinkedHashSet<>(others);
    thread.run(
        () -> {
          if (!List.copyOf(copy).equals(List.copyOf(keys))) {
            keys = copy;
            readAll();
          }
        });
  }

  /** Whether everything has been read and is being watched. */
  public boolean connected() {
    return connected;
  }

  /** Why not. */
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    thread.close(this::closeWatches);
  }

  private void readAll() {
    closeWatches();
    int mine = attempt;
    Client client = connection.client();
    try {
      followed.replace(new SnapshotReader(client.getKVClient()).read(keys));
      planHandOver();
      awaited = keys.size();
      for (WatchedKey key : keys) {
        watchers.add(KeyWatch.open(client, key, followed.revision() + 1, events(mine)));
      }
      watched();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (EtcdProblem | RuntimeException e) {
      fail(mine, e);
    }
  }

  /** What jetcd calls, on threads of its own. */
  private Watch.Listener events(int mine) {
    return Watch.listener(
        response -> thread.run(() -> take(mine, response)),
        failure -> thread.run(() -> fail(mine, failure)),
        () -> thread.run(() -> fail(mine, new EtcdProblem("etcd ended the watch"))));
  }

  private void take(int mine, WatchResponse response) {
    if (mine != attempt) {
      return;
    }
    try {
      followed.apply(response);
    } catch (EtcdProblem e) {
      fail(mine, e);
      return;
    }
    if (response.isCreatedNotify()) {
      awaited--;
      watched();
    }
    if (!response.getEvents().isEmpty()) {
      planHandOver();
    }
  }

  private void watched() {
    if (awaited == 0) {
      connected = true;
      problem = Optional.empty();
      failures = 0;
      backoff.reset();
    } else {
      int mine = attempt;
      thread.later(EtcdConnection.ANSWER, () -> giveUp(mine));
    }
  }

  /** A watch that etcd doesn't confirm would be silent for ever. */
  private void giveUp(int mine) {
    if (mine == attempt && awaited > 0) {
      fail(mine, new EtcdProblem("etcd did not confirm " + awaited + " watches"));
    }
  }

  private void fail(int mine, Throwable failure) {
    if (mine != attempt) {
      return;
    }
    String reason = EtcdProblem.text(failure);
    LOG.debug("reading etcd again: {}", reason);
    connected = false;
    problem = Optional.of(reason);
    Client client = connection.client();
    closeWatches();
    if (++failures > 1) {
      connection.renew(client, failure);
    }
    int next = attempt;
    thread.later(
        backoff.next(),
        () -> {
          if (next == attempt) {
            readAll();
          }
        });
  }

  /** What the watches of before still say is not listened to. */
  private void closeWatches() {
    attempt++;
    connected = false;
    watchers.forEach(Watch.Watcher::close);
    watchers.clear();
  }

  private void planHandOver() {
    if (!handOverPlanned) {
      handOverPlanned = true;
      thread.later(GATHER, this::handOver);
    }
  }

  private void handOver() {
    handOverPlanned = false;
    try {
      listener.accept(followed.snapshot());
    } catch (RuntimeException e) {
      LOG.error("a snapshot of etcd could not be applied", e);
    }
  }
}
