package tributary.common.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.PutOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * A key that is there while this program is: put under a lease that is kept alive, put again when
 * the lease was lost (etcd was away for longer, or came back empty), and gone soon after this
 * program. What is already there is not written again.
 *
 * <p>Thread: one of its own, "etcd-lease", owns all state; {@link #set} hands over and returns.
 */
public final class LeasedKey implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeasedKey.class);

  private static final long NO_LEASE = 0;

  private final EtcdConnection connection;
  private final String key;
  private final Duration ttl;
  private final Backoff backoff;
  private final OwnThread thread = new OwnThread("etcd-lease");

  private Optional<String> wanted = Optional.empty();
  private Optional<String> written = Optional.empty();
  private long lease = NO_LEASE;
  private int round;
  private final FirstTimeLog said = new FirstTimeLog(LOG);
  private volatile Optional<String> problem = Optional.empty();

  /**
   * Makes a key that is put with the first {@link #set}.
   *
   * @param ttl how long it outlives a program that died; whole seconds
   * @param backoff between attempts; owned by this key from now on
   */
  public LeasedKey(EtcdConnection connection, String key, Duration ttl, Backoff backoff) {
    this.connection = connection;
    this.key = key;
    this.ttl = ttl;
    this.backoff = backoff;
  }

  /** What the key should hold from now on. Never blocks. */
  public void set(String value) {
    thread.run(
        () -> {
          if (!wanted.equals(Optional.of(value))) {
            wanted = Optional.of(value);
            refresh();
          }
        });
  }

  /** Why the key isn't there as it should be, if so. */
  public Optional<String> problem() {
    return problem;
  }

  /** Gives the lease back, so that the key is gone at once, if etcd is there. */
  @Override
  public void close() {
    thread.close(this::revoke);
  }

  /** Puts what is missing and keeps the lease; comes again after a third of its time. */
  private void refresh() {
    int mine = ++round;
    Duration next;
    Client client = connection.client();
    try {
      keepLease(client);
      put(client);
      problem = Optional.empty();
      said.clear(key);
      backoff.reset();
      next = ttl.dividedBy(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (EtcdProblem | RuntimeException e) {
      problem = Optional.of(EtcdProblem.text(e));
      said.warn(key, "can't be put into etcd, is tried again: " + EtcdProblem.text(e));
      connection.renew(client, e);
      next = backoff.next();
    }
    thread.later(
        next,
        () -> {
          if (mine == round) {
            refresh();
          }
        });
  }

  private void keepLease(Client client) throws EtcdProblem, InterruptedException {
    if (lease != NO_LEASE && isAlive(client)) {
      return;
    }
    written = Optional.empty();
    lease = Answers.await(client.getLeaseClient().grant(ttl.toSeconds())).getID();
  }

  private boolean isAlive(Client client) throws EtcdProblem, InterruptedException {
    try {
      Answers.await(client.getLeaseClient().keepAliveOnce(lease));
      return true;
    } catch (EtcdProblem e) {
      if (e.isNotFound()) {
        return false;
      }
      throw e;
    }
  }

  private void put(Client client) throws EtcdProblem, InterruptedException {
    if (wanted.isPresent() && !wanted.equals(written)) {
      Answers.await(
          client
              .getKVClient()
              .put(
                  EtcdConnection.bytes(key),
                  EtcdConnection.bytes(wanted.get()),
                  PutOption.builder().withLeaseId(lease).build()));
      written = wanted;
    }
  }

  private void revoke() {
    round++;
    if (lease == NO_LEASE) {
      return;
    }
    try {
      Answers.await(connection.client().getLeaseClient().revoke(lease));
    } catch (EtcdProblem e) {
      problem = Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
