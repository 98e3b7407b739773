package tributary.common.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.OptionsUtil;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads keys and directories as they were at one revision: that of the first answer. Directories
 * come in pages, so that no answer outgrows what gRPC takes. Thread: its maker's, which waits.
 */
final class SnapshotReader {
  private static final int PAGE = 500;

  private final KV kv;
  private final SortedMap<String, EtcdValue> values = new TreeMap<>();
  private long clusterId;
  private long revision;

  SnapshotReader(KV kv) {
    this.kv = kv;
  }

  /** Reads them all, or fails as a whole. */
  EtcdSnapshot read(Collection<WatchedKey> keys) throws EtcdProblem, InterruptedException {
    for (WatchedKey key : keys) {
      ByteSequence begin = EtcdConnection.bytes(key.key());
      if (key.directory()) {
        pages(key, begin);
      } else {
        page(key, begin, GetOption.builder());
      }
    }
    return new EtcdSnapshot(
        clusterId, revision, new LinkedHashSet<>(keys), values, new TreeSet<>());
  }

  private void pages(WatchedKey key, ByteSequence prefix) throws EtcdProblem, InterruptedException {
    ByteSequence end = OptionsUtil.prefixEndOf(prefix);
    ByteSequence begin = prefix;
    boolean more = true;
    while (more) {
      GetResponse response = page(key, begin, GetOption.builder().withRange(end).withLimit(PAGE));
      more = response.isMore() && !response.getKvs().isEmpty();
      if (more) {
        KeyValue last = response.getKvs().get(response.getKvs().size() - 1);
        begin = last.getKey().concat(ByteSequence.from(new byte[] {0}));
      }
    }
  }

  private GetResponse page(WatchedKey key, ByteSequence begin, GetOption.Builder option)
      throws EtcdProblem, InterruptedException {
    GetResponse response = Answers.await(kv.get(begin, option.withRevision(revision).build()));
    if (revision == 0) {
      clusterId = response.getHeader().getClusterId();
      revision = response.getHeader().getRevision();
    } else if (response.getHeader().getClusterId() != clusterId) {
      throw new EtcdProblem("the endpoints belong to different clusters");
    }
    for (KeyValue pair : response.getKvs()) {
      String name = pair.getKey().toString(StandardCharsets.UTF_8);
      if (key.covers(name)) {
        values.put(name, new EtcdValue(pair.getValue(), pair.getModRevision()));
      }
    }
    return response;
  }
}
