package tributary.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.frame.TopicState;
import tributary.common.collect.CollectEntry;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.FileId;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.Span;
import tributary.common.kafka.TopicSettings;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;

/** Sending to a real broker. */
class KafkaEventSinkIT {
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @TempDir static Path folder;
  private static Stack stack;
  private static Admin admin;

  private final Set<String> announced = ConcurrentHashMap.newKeySet();
  private final Heard heard = new Heard();
  private KafkaEventSink sink;

  @BeforeAll
  static void startKafka() {
    stack =
        Stack.start(
            folder,
            StackOptions.only(Part.KAFKA)
                .withKafkaSettings(Map.of("auto.create.topics.enable", "false")));
    admin = Admin.create(Map.of("bootstrap.servers", stack.kafka().address()));
  }

  @AfterAll
  static void stopKafka() {
    admin.close(Duration.ZERO);
    stack.delete();
  }

  @BeforeEach
  void open() {
    stack.start();
    sink = sink(new TopicSettings(true, 3, (short) 1), 8 << 20);
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  @DisplayName("A record is the event: key, text, timestamp, headers; its topic is made")
  void sendsTheWireForm() {
    StreamOrigin origin =
        StreamOrigin.of(
            id(),
            "/var/log/ä.log",
            CollectEntry.of("/var/log/*", "wire").with().fields(Map.of("env", "prod")).build());
    EventStream stream = sink.open(origin, heard);

    offer(stream, "ää\u0000b", new Span(10, 17), null);
    offer(stream, "part", new Span(17, 21), new EventPart(0, true));
    await().atMost(SOON).until(() -> heard.acknowledged.size() == 2);

    assertThat(heard.acknowledged).containsExactly(new Span(10, 17), new Span(17, 21));
    assertThat(heard.more).containsExactly(false, true);
    assertThat(announced).containsExactly("wire");
    List<ConsumerRecord<byte[], byte[]>> records = TopicReader.all(kafka(), "wire");
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    assertThat(first.key()).isEqualTo(origin.id().key());
    assertThat(new String(first.value(), UTF_8)).isEqualTo("ää\u0000b");
    assertThat(first.timestamp()).isEqualTo(NOW.toEpochMilli());
    assertThat(first.headers()).hasSize(4);
    assertThat(TopicReader.header(first, "host")).isEqualTo("web-1");
    assertThat(TopicReader.header(first, "path")).isEqualTo("/var/log/ä.log");
    assertThat(TopicReader.header(first, "fields")).isEqualTo("{\"env\":\"prod\"}");
    assertThat(TopicReader.header(first, "span")).isEqualTo("10:17");
    assertThat(TopicReader.header(records.get(1), "part")).isEqualTo("0+");
  }

  @Test
  @DisplayName(
      "K1: the broker away under load, at its start too: memory is bounded, nothing is lost")
  void outlivesAnOutage() {
    stack.kafka().stop();
    EventStream stream = sink.open(origin("outage"), heard);
    List<String> sent = new ArrayList<>();
    String filler = "x".repeat(1000);
    assertThat(stream.offer(bytes(filler), 0, 1000, span(0), null, 0)).isFalse();
    assertThat(sink.topic("outage")).isInstanceOf(TopicState.Pending.class);
    stack.kafka().start();
    for (int i = 0; i < 500; i++) {
      sent.add(offer(stream, i + filler, span(i), null));
    }
    stack.kafka().stop();
    int before = sent.size();
    while (true) {
      String text = sent.size() + filler;
      if (!stream.offer(bytes(text), 0, text.length(), span(sent.size()), null, 0)) {
        break;
      }
      sent.add(text);
    }
    assertThat(sent.size() - before).isLessThan(100_000);
    stack.kafka().start();
    while (sent.size() < 12_000) {
      sent.add(offer(stream, sent.size() + filler, span(sent.size()), null));
    }
    await().atMost(SOON).until(() -> heard.acknowledgedTo() == sent.size() * 10L);

    assertThat(TopicReader.texts(kafka(), "outage")).isEqualTo(sent);
    assertThat(heard.reasons).isEmpty();
  }

  @Test
  @DisplayName("K3: an event over the broker's limit is refused, others flow")
  void refusesWhatIsTooLarge() throws Exception {
    create("small", Map.of("max.message.bytes", "1000"));
    EventStream stream = sink.open(origin("small"), heard);
    offer(stream, random(3000), new Span(0, 3000), null);
    await().atMost(SOON).until(() -> !heard.reasons.isEmpty());
    assertThat(heard.reasons.get(0)).contains("larger than");
    assertThat(stream.offer(bytes("a"), 0, 1, new Span(3000, 3001), null, 0)).isFalse();

    Heard other = new Heard();
    offer(sink.open(origin("small"), other), "fits", new Span(0, 5), null);
    await().atMost(SOON).until(() -> other.acknowledged.size() == 1);
    Heard third = new Heard();
    offer(sink.open(origin("large"), third), random(2 << 20), new Span(0, 5), null);
    await().atMost(SOON).until(() -> third.reasons.size() == 1);
  }

  @Test
  @DisplayName("K7: a timestamp that the broker does not take is refused, and says by how much")
  void refusesTimestamps() throws Exception {
    create("clock", Map.of("message.timestamp.after.max.ms", "60000"));
    EventStream stream = sink.open(origin("clock"), heard);
    long ahead = Instant.now().plus(Duration.ofHours(2)).plusSeconds(90).toEpochMilli();
    await().atMost(SOON).until(() -> stream.offer(bytes("a"), 0, 1, span(0), null, ahead));
    await().atMost(SOON).until(() -> heard.reasons.size() == 1);
    assertThat(heard.reasons.get(0)).contains("clock is 2h 0min ahead");
  }

  @Test
  @DisplayName("K9: a topic that is missing and may not be made waits, alone, and then flows")
  void waitsForATopic() throws Exception {
    try (KafkaEventSink careful = sink(new TopicSettings(false, 1, (short) 1), 8 << 20)) {
      EventStream stream = careful.open(origin("later"), heard);
      await().atMost(SOON).until(() -> careful.topic("later") instanceof TopicState.Refused);
      assertThat(careful.topics().get("later").toString()).contains("topics.create is off");
      assertThat(stream.offer(bytes("a"), 0, 1, span(0), null, 0)).isFalse();
      create("later", Map.of());
      offer(stream, "a", span(0), null);
      await().atMost(SOON).until(() -> heard.acknowledged.size() == 1);
    }
  }

  @Test
  @DisplayName("K6: the topic is deleted and made again, partitions are added: it goes on")
  void goesOnWithAnotherTopic() throws Exception {
    EventStream stream = sink.open(origin("again"), heard);
    offer(stream, "first", span(0), null);
    await().atMost(SOON).until(() -> heard.acknowledged.size() == 1);
    admin.createPartitions(Map.of("again", NewPartitions.increaseTo(5))).all().get();
    offer(stream, "second", span(1), null);
    await().atMost(SOON).until(() -> heard.acknowledged.size() == 2);
    admin.deleteTopics(List.of("again")).all().get();
    create("again", Map.of());
    // One partition less than five: what went to another one meanwhile is given back, and read
    // again.
    offer(stream, "third", span(2), null);
    int refusals = 0;
    while (heard.acknowledged.size() < 3) {
      int before = refusals;
      await()
          .atMost(SOON)
          .until(() -> heard.acknowledged.size() == 3 || heard.reasons.size() > before);
      if (heard.reasons.size() > refusals) {
        refusals++;
        offer(sink.open(origin("again"), heard), "third", span(2), null);
      }
    }
    assertThat(TopicReader.texts(kafka(), "again")).containsExactly("third");
  }

  private KafkaEventSink sink(TopicSettings topics, long memory) {
    return KafkaEventSink.start(
        "web-1",
        new SendSettings(Duration.ofMillis(5), 64 << 10, memory),
        new KafkaSettings(Map.of("bootstrap.servers", kafka())),
        topics,
        announced::add,
        new PrometheusRegistry());
  }

  private static String kafka() {
    return stack.kafka().address();
  }

  private static void create(String topic, Map<String, String> configs) throws Exception {
    NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(configs);
    admin.createTopics(List.of(wanted)).all().get();
  }

  private static StreamOrigin origin(String topic) {
    return StreamOrigin.of(id(), "/a.log", CollectEntry.of("/a.log", topic));
  }

  private static FileId id() {
    return FileId.create(NOW, new SecureRandom());
  }

  private static Span span(int number) {
    return new Span(number * 10L, number * 10L + 10);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Does not compress. */
  private static String random(int length) {
    StringBuilder text = new StringBuilder();
    new SecureRandom().ints(length, '0', 'z').forEach(c -> text.append((char) c));
    return text.toString();
  }

  /** Offers it until it is taken, at another place in the array than 0. */
  private static String offer(EventStream stream, String text, Span span, EventPart part) {
    byte[] bytes = bytes("__" + text + "__");
    if (stream.offer(bytes, 2, bytes.length - 4, span, part, NOW.toEpochMilli())) {
      return text;
    }
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> stream.offer(bytes, 2, bytes.length - 4, span, part, NOW.toEpochMilli()));
    return text;
  }
}
