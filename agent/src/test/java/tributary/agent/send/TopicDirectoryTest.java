package tributary.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.frame.TopicState;

/** Where a topic stands, whatever its look-up comes to. */
class TopicDirectoryTest {
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  @Test
  @DisplayName("K9: a look at a topic that fails in a way nobody foresaw is not the last one")
  void looksAgain() {
    TopicDirectory topics =
        new TopicDirectory(new ThrowsOnce(), topic -> 4, topic -> {}, thread, new Random(1));

    KnownTopic topic = topics.topic("web");

    await().untilAsserted(() -> assertThat(topic.state()).isInstanceOf(TopicState.Ready.class));
    assertThat(topic.partitions()).isEqualTo(4);
  }

  /** Its first answer is none that a client should give. */
  private static final class ThrowsOnce implements TopicAccess {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Optional<String> ensure(String topic) {
      if (asked.getAndIncrement() == 0) {
        throw new IllegalStateException("injected");
      }
      return Optional.empty();
    }

    @Override
    public void probe() {
      // It answers.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
