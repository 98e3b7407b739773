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
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.CompressionType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.agent.frame.EventSink;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.FileId;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.Span;
import tributary.common.kafka.TopicSettings;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;

/** The same events by the agent's sender and by Kafka's own producer make the same topics. */
class OracleIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int FILES = 40;
  private static final int EVENTS = 20_000;

  @TempDir static Path folder;
  private static Stack stack;

  private final long now = Instant.now().toEpochMilli();

  @BeforeAll
  static void startKafka() {
    stack = Stack.start(folder, StackOptions.only(Part.KAFKA));
  }

  @AfterAll
  static void stopKafka() {
    stack.delete();
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  @DisplayName("Key, text, timestamp, headers, partition and order are the stock producer's")
  void sendsWhatTheStockProducerSends(CompressionType type) throws Exception {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    String own = "own-" + type.name;
    String stock = "stock-" + type.name;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
      admin
          .createTopics(List.of(new NewTopic(own, 7, (short) 1), new NewTopic(stock, 7, (short) 1)))
          .all()
          .get();
    }
    Map<String, String> settings =
        Map.of("bootstrap.servers", kafka(), "compression.type", type.name);
    try (KafkaEventSink sink =
            KafkaEventSink.start(
                "web-1",
                new SendSettings(Duration.ofMillis(20), 200 << 10, 16 << 20),
                new KafkaSettings(settings),
                new TopicSettings(false, 1, (short) 1),
                topic -> {},
                new PrometheusRegistry());
        StockSink oracle = new StockSink("web-1", Map.copyOf(settings))) {
      send(sink, own, new Random(seed));
      send(oracle, stock, new Random(seed));
    }
    assertThat(byPartitionAndFile(own)).as("seed " + seed).isEqualTo(byPartitionAndFile(stock));
  }

  private void send(EventSink sink, String topic, Random random) {
    Heard heard = new Heard();
    List<EventStream> streams = new ArrayList<>();
    long[] positions = new long[FILES];
    for (int i = 0; i < FILES; i++) {
      FileId id = FileId.create(Instant.ofEpochSecond(i), random);
      SortedMap<String, String> fields =
          i % 2 == 0 ? new TreeMap<>() : new TreeMap<>(Map.of("a", "ä"));
      streams.add(sink.open(new StreamOrigin(id, "/log/" + i + "ü", topic, fields), heard));
    }
    long sent = 0;
    for (int i = 0; i < EVENTS; i++) {
      int file = random.nextInt(FILES);
      byte[] text = text(random);
      EventPart part =
          random.nextInt(50) > 0 ? null : new EventPart(random.nextInt(3), random.nextBoolean());
      Span span = new Span(positions[file], positions[file] + text.length + 1);
      positions[file] = span.end();
      sent += span.length();
      long timestamp = now + i / 100 - random.nextInt(50);
      EventStream stream = streams.get(file);
      if (!stream.offer(text, 0, text.length, span, part, timestamp)) {
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> stream.offer(text, 0, text.length, span, part, timestamp));
      }
    }
    long all = sent;
    await().atMost(SOON).until(() -> heard.bytes() == all);
    assertThat(heard.reasons).isEmpty();
  }

  private static byte[] text(Random random) {
    int length =
        switch (random.nextInt(500)) {
          case 0 -> random.nextInt(300_000);
          case 1, 2 -> 0;
          default -> random.nextInt(400);
        };
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(random.nextInt(5) == 0 ? "日志" : "GET /" + random.nextInt(1000) + " ");
    }
    return text.toString().getBytes(UTF_8);
  }

  private static Map<String, List<String>> byPartitionAndFile(String topic) {
    Map<String, List<String>> files = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : TopicReader.all(kafka(), topic)) {
      StringBuilder line = new StringBuilder().append(record.timestamp());
      record
          .headers()
          .forEach(
              h ->
                  line.append(' ')
                      .append(h.key())
                      .append('=')
                      .append(new String(h.value(), UTF_8)));
      line.append(' ').append(new String(record.value(), UTF_8));
      files
          .computeIfAbsent(
              record.partition() + " " + new String(record.key(), UTF_8), key -> new ArrayList<>())
          .add(line.toString());
    }
    return files;
  }

  private static String kafka() {
    return stack.kafka().address();
  }
}
