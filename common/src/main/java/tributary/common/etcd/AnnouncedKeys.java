package tributary.common.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.PutOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Keys that are put once, by whoever comes first, and stay until an operator deletes them. Each is
 * tried until it is there.
 *
 * <p>Thread: one of its own, "etcd-announce", owns all state; {@link #announce} hands over and
 * returns.
 */
public final class AnnouncedKeys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncedKeys.class);

  private final EtcdConnection connection;
  private final Backoff backoff;
  private final OwnThread thread = new OwnThread("etcd-announce");

  private final Map<String, String> announced = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private int round;
  private final FirstTimeLog said = new FirstTimeLog(LOG);
  private volatile Optional<String> problem = Optional.empty();

  /**
   * Announces nothing yet.
   *
   * @param backoff between attempts; owned by this object from now on
   */
  public AnnouncedKeys(EtcdConnection connection, Backoff backoff) {
    this.connection = connection;
    this.backoff = backoff;
  }

  /** Puts the key if it is absent, as soon as etcd is there; asked again, it does nothing. */
  public void announce(String key, String value) {
    thread.run(
        () -> {
          if (announced.put(key, value) == null) {
            missing.put(key, value);
            putMissing();
          }
        });
  }

  /** Puts all of them again where they are absent: another cluster may have taken etcd's place. */
  public void announceAgain() {
    thread.run(
        () -> {
          missing.putAll(announced);
          putMissing();
        });
  }

  /** Why a key isn't there yet, if so. */
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    thread.close();
  }

  private void putMissing() {
    int mine = ++round;
    Client client = connection.client();
    try {
      for (Map.Entry<String, String> pair : Map.copyOf(missing).entrySet()) {
        putIfAbsent(client.getKVClient(), pair.getKey(), pair.getValue());
        missing.remove(pair.getKey());
      }
      problem = Optional.empty();
      said.clear("announced keys");
      backoff.reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (EtcdProblem | RuntimeException e) {
      problem = Optional.of(EtcdProblem.text(e));
      said.warn("announced keys", "can't be put into etcd, is tried again: " + EtcdProblem.text(e));
      connection.renew(client, e);
      thread.later(
          backoff.next(),
          () -> {
            if (mine == round) {
              putMissing();
            }
          });
    }
  }

  /** A key whose version is 0 does not exist (etcd's API, Compare). */
  private static void putIfAbsent(KV kv, String key, String value)
      throws EtcdProblem, InterruptedException {
    Answers.await(
        kv.txn()
            .If(new Cmp(EtcdConnection.bytes(key), Cmp.Op.EQUAL, CmpTarget.version(0)))
            .Then(Op.put(EtcdConnection.bytes(key), EtcdConnection.bytes(value), PutOption.DEFAULT))
            .commit());
  }
}
