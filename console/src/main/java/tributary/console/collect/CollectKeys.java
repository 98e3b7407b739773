package tributary.console.collect;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import tributary.common.collect.CollectException;
import tributary.console.servers.EtcdStore;
import tributary.console.servers.Failure;
import tributary.console.servers.Stored;

/**
 * Edits a key in etcd. A put names the revision that was read, so of two people who edit at once
 * neither loses: the slower one's edit is made again on the other's value. Thread: main; blocks.
 */
final class CollectKeys {

  /** So many others in a row were faster: something rewrites the key without end. */
  private static final int ATTEMPTS = 50;

  private final EtcdStore etcd;
  private final ObjectMapper json;

  CollectKeys(EtcdStore etcd, ObjectMapper json) {
    this.etcd = etcd;
    this.json = json;
  }

  /**
   * Reads, edits, and puts.
   *
   * @throws Failure if the value that is there is broken; it is not overwritten
   */
  Edit edit(String key, CollectEdit edit) throws Failure {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Stored> stored = etcd.get(key);
      CollectDocument document = stored.isPresent() ? read(stored.get()) : CollectDocument.empty();
      Edit done = edit.apply(document);
      long revision = stored.map(Stored::revision).orElse(0L);
      if (done.outcome() == Edit.Outcome.UNCHANGED
          || etcd.put(key, revision, done.document().text())) {
        return done;
      }
    }
    throw Failure.of(
        key + " is being rewritten by something else all the time: stop that, and try again");
  }

  private CollectDocument read(Stored stored) throws Failure {
    try {
      return CollectDocument.parse(stored.bytes(), json);
    } catch (CollectException e) {
      throw Failure.of(
          "the value of "
              + stored.key()
              + " is broken, so it was left as it is ("
              + e.getMessage()
              + "): correct it with etcdctl put, or delete the key with etcdctl del");
    }
  }
}
