package tributary.support.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import tributary.stack.Kafka;
import tributary.stack.KafkaBroker;

/**
 * What is done to three brokers under load: one at a time is killed or stands still for as long as
 * the test wants, and partitions are given to others. Thread: the test's.
 */
public final class BrokerFaults {
  /** Brokers that notice each other's end within seconds, and not within half a minute. */
  public static final Map<String, String> SETTINGS =
      Map.of("replica.lag.time.max.ms", "5000", "broker.session.timeout.ms", "5000");

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Kafka kafka;
  private final String topic;
  private final RandomGenerator random;
  private final Runnable meanwhile;

  /**
   * @param topic whose partitions have three replicas
   * @param meanwhile lasts as long as a broker is to be away, and as long as it is then to be back
   */
  public BrokerFaults(Kafka kafka, String topic, RandomGenerator random, Runnable meanwhile) {
    this.kafka = kafka;
    this.topic = topic;
    this.random = random;
    this.meanwhile = meanwhile;
  }

  /** One of them dies, and is started again. */
  public void kill() {
    KafkaBroker broker = any();
    broker.kill();
    meanwhile.run();
    broker.start();
    broker.awaitReady(PATIENCE);
    meanwhile.run();
  }

  /** One of them stands still, with its connections open. */
  public void pause() {
    KafkaBroker broker = any();
    broker.pause();
    meanwhile.run();
    broker.resume();
    broker.awaitReady(PATIENCE);
    meanwhile.run();
  }

  private KafkaBroker any() {
    return kafka.brokers().get(random.nextInt(kafka.brokers().size()));
  }

  /** Each partition goes to the two brokers that did not lead it, so all get other leaders. */
  public void reassign() throws ExecutionException, InterruptedException {
    int brokers = kafka.brokers().size();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
      var described = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      for (TopicPartitionInfo info : described.partitions()) {
        int leader = info.leader() == null ? 1 : info.leader().id();
        List<Integer> others = List.of(leader % brokers + 1, (leader + 1) % brokers + 1);
        moves.put(
            new TopicPartition(topic, info.partition()),
            Optional.of(new NewPartitionReassignment(others)));
      }
      admin.alterPartitionReassignments(moves).all().get();
      await()
          .atMost(PATIENCE)
          .until(() -> admin.listPartitionReassignments().reassignments().get().isEmpty());
    }
    meanwhile.run();
  }
}
