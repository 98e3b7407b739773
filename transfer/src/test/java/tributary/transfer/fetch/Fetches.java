package tributary.transfer.fetch;

import java.util.Random;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A fetcher over brokers that are none. Thread: the test's. */
final class Fetches {
  static final TopicPartition A = new TopicPartition("a", 0);
  static final TopicPartition B = new TopicPartition("b", 0);
  static final int MOST = 10_000;

  final FakeBrokers brokers;
  final FakeCluster cluster;
  final Fetcher fetcher;
  final Heard heard = new Heard();

  Fetches(Random random, IsolationLevel isolation) {
    brokers = new FakeBrokers(random);
    cluster = new FakeCluster(brokers);
    FetchConfig config = new FetchConfig(1, 50_000, 500, 1_000, 0, true, "rack", isolation);
    fetcher = new Fetcher(brokers, cluster, config, brokers::now, random);
  }

  /** Topics a and b, of one partition each, at two brokers; both are wanted from 0. */
  static Fetches ofTwo() {
    Fetches fetches = new Fetches(new Random(7), IsolationLevel.READ_UNCOMMITTED);
    fetches.create(A, 0);
    fetches.create(B, 0);
    fetches.cluster.update();
    fetches.begin(A, 0);
    fetches.begin(B, 0);
    return fetches;
  }

  FakeLog create(TopicPartition partition, int leader) {
    FakeLog log = new FakeLog(Uuid.randomUuid(), FakeBrokers.NODES.get(leader));
    brokers.logs.put(partition, log);
    return log;
  }

  FakeLog log(TopicPartition partition) {
    return brokers.logs.get(partition);
  }

  void begin(TopicPartition partition, long offset) {
    fetcher.begin(partition, log(partition).topicId, offset);
    fetcher.room(partition, MOST);
  }

  void poll() {
    fetcher.poll(100, heard);
  }

  /** Polls until that is so. */
  void until(BooleanSupplier so) {
    for (int i = 0; i < 10_000; i++) {
      if (so.getAsBoolean()) {
        return;
      }
      poll();
    }
    throw new AssertionError("it never came: " + heard.told + " " + heard.values);
  }

  int count(TopicPartition partition) {
    return heard.values(partition).size();
  }
}
