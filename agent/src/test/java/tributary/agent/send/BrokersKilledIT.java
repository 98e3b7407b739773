package tributary.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.common.collect.CollectEntry;
import tributary.common.kafka.FileId;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.Span;
import tributary.common.kafka.TopicSettings;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;
import tributary.support.faults.BrokerFaults;

/** Three brokers that are killed, stand still, and lose their partitions under load. */
class BrokersKilledIT {
  private static final Duration SETTLED = Duration.ofMinutes(4);
  private static final int FILES = 8;

  /** More for a longer run. */
  private static final int FAULTS = Integer.getInteger("tributary.faults", 3);

  /** Retention would delete what is old. */
  private final long now = Instant.now().toEpochMilli();

  @TempDir static Path folder;
  private static Stack stack;

  private final List<EventStream> streams = new ArrayList<>();
  private final List<Heard> heard = new ArrayList<>();
  private final List<Integer> sent = new ArrayList<>();
  private final List<FileId> ids = new ArrayList<>();
  private volatile boolean loading = true;

  @BeforeAll
  static void startKafka() {
    stack =
        Stack.start(
            folder,
            StackOptions.only(Part.KAFKA)
                .withBrokers(3)
                .withKafkaHeap("256m")
                .withKafkaSettings(BrokerFaults.SETTINGS));
  }

  @AfterAll
  static void stopKafka() {
    stack.delete();
  }

  @Test
  @DisplayName(
      "K5: leaders killed, paused, reassigned under load: each record once, each file in order")
  void losesAndRepeatsNothing() throws Exception {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    Random random = new Random(seed);
    try (KafkaEventSink sink = sink()) {
      for (int i = 0; i < FILES; i++) {
        heard.add(new Heard());
        sent.add(0);
        ids.add(FileId.create(Instant.ofEpochSecond(i), random));
        StreamOrigin origin =
            StreamOrigin.of(ids.get(i), "/log/" + i, CollectEntry.of("/log/*", "k5"));
        streams.add(sink.open(origin, heard.get(i)));
      }
      Thread load = new Thread(this::load, "load");
      load.start();
      await().atMost(SETTLED).until(() -> heard.stream().allMatch(h -> h.acknowledgedTo() > 0));
      disturb(random);
      loading = false;
      load.join();
      await()
          .atMost(SETTLED)
          .until(
              () ->
                  IntStream.range(0, FILES)
                      .allMatch(i -> heard.get(i).acknowledgedTo() == sent.get(i) * 10L));
    }
    assertThat(heard).as("seed " + seed).allMatch(h -> h.reasons.isEmpty());
    int[] next = new int[FILES];
    TopicReader.forEach(
        stack.kafka().address(),
        "k5",
        record -> {
          int file = ids.indexOf(new FileId(new String(record.key(), UTF_8)));
          assertThat(new String(record.value(), UTF_8))
              .as("file " + file + ", seed " + seed)
              .isEqualTo(line(next[file]++));
        });
    assertThat(next).as("seed " + seed).containsExactly(sent.stream().mapToInt(n -> n).toArray());
  }

  private void disturb(Random random) throws Exception {
    BrokerFaults faults = new BrokerFaults(stack.kafka(), "k5", random, this::flows);
    for (int fault = 0; fault < FAULTS; fault++) {
      if (fault % 2 == 0) {
        faults.kill();
      } else {
        faults.pause();
      }
    }
    faults.reassign();
  }

  /** Waits until each file's lines are acknowledged that were sent until now. */
  private void flows() {
    for (int i = 0; i < FILES; i++) {
      int file = i;
      long goal = heard.get(file).acknowledgedTo() + 3_000;
      await().atMost(SETTLED).until(() -> heard.get(file).acknowledgedTo() >= goal);
    }
  }

  /** Some thousand lines a second, from the reader's thread. */
  private void load() {
    while (loading) {
      for (int i = 0; i < FILES; i++) {
        for (int n = 0; n < 3; n++) {
          int number = sent.get(i);
          byte[] text = line(number).getBytes(UTF_8);
          Span span = new Span(number * 10L, number * 10L + 10);
          if (streams.get(i).offer(text, 0, text.length, span, null, now)) {
            sent.set(i, number + 1);
          }
        }
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static String line(int number) {
    return number + " " + "x".repeat(number % 300);
  }

  private static KafkaEventSink sink() {
    return KafkaEventSink.start(
        "web-1",
        new SendSettings(Duration.ofMillis(5), 200 << 10, 16 << 20),
        new KafkaSettings(
            Map.of("bootstrap.servers", stack.kafka().address(), "request.timeout.ms", "6000")),
        new TopicSettings(true, 6, (short) 3),
        topic -> {},
        new PrometheusRegistry());
  }
}
