package tributary.agent.send;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import tributary.common.kafka.FilesTopic;
import tributary.common.kafka.TopicCreator;
import tributary.common.kafka.TopicSettings;

/** Looks topics up, and makes those that are missing. Thread: the directory's. */
final class AdminTopics implements TopicAccess {
  private final Supplier<Admin> factory;
  private final TopicSettings settings;
  private Admin admin;

  /**
   * @param factory makes the admin client; fails while no server's name can be resolved
   */
  AdminTopics(Supplier<Admin> factory, TopicSettings settings) {
    this.factory = factory;
    this.settings = settings;
  }

  @Override
  public Optional<String> ensure(String topic) throws InterruptedException {
    try {
      answer(admin().describeTopics(List.of(topic)).allTopicNames());
      return Optional.empty();
    } catch (UnknownTopicOrPartitionException e) {
      return settings.create()
          ? create(topic)
          : Optional.of("the topic does not exist, and topics.create is off");
    } catch (RetriableException e) {
      throw e;
    } catch (KafkaException e) {
      return Optional.of("the topic can't be looked up: " + e.getMessage());
    }
  }

  @Override
  public void probe() throws InterruptedException {
    answer(admin().describeCluster().nodes());
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  private Optional<String> create(String topic) throws InterruptedException {
    try {
      Map<String, String> configs = topic.equals(FilesTopic.NAME) ? FilesTopic.configs() : Map.of();
      new TopicCreator(admin(), settings).create(topic, configs);
      return Optional.empty();
    } catch (RetriableException e) {
      throw e;
    } catch (KafkaException e) {
      return Optional.of("the topic can't be created: " + e.getMessage());
    }
  }

  private Admin admin() {
    if (admin == null) {
      admin = factory.get();
    }
    return admin;
  }

  private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    }
  }
}
