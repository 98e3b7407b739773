package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked of topics, where Kafka answers for some and not for others. */
class TopicLookupTest {
  private final SortedMap<String, String> problems = new TreeMap<>();

  @Test
  @DisplayName("T17: a topic whose timestamps can't be asked for holds up none of the others")
  void someMayNotBeDescribed() throws Exception {
    try (Fake kafka =
        new Fake(
            Map.of(
                "stamped", type("LogAppendTime"),
                "good", type("CreateTime"),
                "forbidden", failed(new TopicAuthorizationException("forbidden")),
                "gone", failed(new UnknownTopicOrPartitionException("gone"))))) {
      List<String> topics = List.of("stamped", "good", "forbidden", "gone");

      assertThat(new TopicLookup(kafka).logAppendTime(topics, problems)).containsExactly("stamped");
    }
    assertThat(problems).containsOnlyKeys("forbidden", "gone");
    assertThat(problems.get("forbidden")).contains("DescribeConfigs");
    assertThat(problems.get("gone")).isEqualTo(TopicLookup.MISSING);
  }

  @Test
  void whatMayPassIsAskedAgain() {
    try (Fake kafka = new Fake(Map.of("a", failed(new TimeoutException("no answer"))))) {
      TopicLookup lookup = new TopicLookup(kafka);
      assertThatThrownBy(() -> lookup.logAppendTime(List.of("a"), problems))
          .isInstanceOf(ExecutionException.class);
    }
    assertThat(problems).isEmpty();
  }

  private static KafkaFuture<Config> type(String type) {
    return KafkaFuture.completedFuture(
        new Config(List.of(new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, type))));
  }

  private static KafkaFuture<Config> failed(Exception why) {
    KafkaFutureImpl<Config> future = new KafkaFutureImpl<>();
    future.completeExceptionally(why);
    return future;
  }

  /** Answers for the configurations of topics, and nothing else. */
  private static final class Fake extends ForwardingAdmin {
    private final Map<String, KafkaFuture<Config>> topics;

    Fake(Map<String, KafkaFuture<Config>> topics) {
      super(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"));
      this.topics = topics;
    }

    @Override
    public DescribeConfigsResult describeConfigs(
        Collection<ConfigResource> resources, DescribeConfigsOptions options) {
      Map<ConfigResource, KafkaFuture<Config>> answers = new HashMap<>();
      resources.forEach(resource -> answers.put(resource, topics.get(resource.name())));
      return new Answers(answers);
    }
  }

  private static final class Answers extends DescribeConfigsResult {
    Answers(Map<ConfigResource, KafkaFuture<Config>> futures) {
      super(futures);
    }
  }
}
