package tributary.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
import tributary.support.faults.BrokerProxy;

/** A broker that throttles, fences, refuses what is long, or is cut off at the worst moment. */
class BrokerFaultsIT {
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(5);

  @TempDir static Path folder;
  private static BrokerProxy proxy;
  private static Stack stack;
  private static Admin admin;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Heard heard = new Heard();
  private final long now = Instant.now().toEpochMilli();
  private KafkaEventSink sink;

  @BeforeAll
  static void startKafka() throws Exception {
    proxy = new BrokerProxy(Duration.ZERO);
    stack =
        Stack.start(
            folder,
            StackOptions.only(Part.KAFKA)
                .withKafkaSettings(
                    Map.of(
                        "advertised.listeners",
                        "PLAINTEXT://" + proxy.address(),
                        "quota.window.num",
                        "2",
                        "producer.id.expiration.check.interval.ms",
                        "100")));
    proxy.upstream(stack.kafka().address());
    admin = Admin.create(Map.of("bootstrap.servers", proxy.address()));
  }

  @AfterAll
  static void stopKafka() throws Exception {
    admin.close(Duration.ZERO);
    stack.delete();
    proxy.close();
  }

  @BeforeEach
  void open() {
    sink =
        KafkaEventSink.start(
            "web-1",
            new SendSettings(Duration.ofMillis(5), 64 << 10, 8 << 20),
            new KafkaSettings(Map.of("bootstrap.servers", proxy.address())),
            new TopicSettings(true, 1, (short) 1),
            topic -> {},
            registry);
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  @DisplayName("K5: cut off after the broker has written and before it answers: each line once")
  void repeatsNothingWhenCutOff() {
    EventStream stream = open("cut", heard);
    List<String> sent = new ArrayList<>();
    for (int cut = 1; cut <= 3; cut++) {
      proxy.cutNextAnswer();
      sent.addAll(offer(stream, sent.size(), 300, 200));
      int wanted = cut;
      await().atMost(SOON).until(() -> proxy.cuts() == wanted);
    }
    arrive("cut", sent);
    assertThat(count("tributary_agent_requests", "network_exception")).isPositive();
  }

  @Test
  @DisplayName("K6: batches over the broker's limit are split until they fit, in order")
  void splitsWhatIsTooLong() throws Exception {
    create("short", Map.of("max.message.bytes", "10000"));
    EventStream stream = open("short", heard);
    arrive("short", offer(stream, 0, 400, 1000));
    assertThat(count("tributary_agent_requests", "message_too_large")).isPositive();
  }

  @Test
  @DisplayName("K6: a quota that throttles: the sender waits, all arrives in order")
  void waitsAsLongAsAQuotaSays() throws Exception {
    EventStream stream = open("quota", heard);
    quota(Optional.of(50_000.0));
    try {
      List<String> sent = new ArrayList<>();
      // The controller has the quota now; the broker follows when it gets to it.
      await()
          .atMost(SOON)
          .until(
              () -> {
                sent.addAll(offer(stream, sent.size(), 50, 1000));
                return count("tributary_agent_throttled_seconds", "") > 0;
              });
      arrive("quota", sent);
    } finally {
      quota(Optional.empty());
    }
  }

  @Test
  @DisplayName("K6: a producer that takes the id over fences the agent: it takes another, in order")
  void takesAnotherIdWhenFenced() throws Exception {
    EventStream stream = open("fenced", heard);
    List<String> sent = new ArrayList<>(offer(stream, 0, 20, 100));
    await().atMost(SOON).until(() -> heard.acknowledgedTo() == 200);
    TopicPartition partition = new TopicPartition("fenced", 0);
    var state = admin.describeProducers(List.of(partition)).partitionResult(partition).get();
    var ours = state.activeProducers().get(0);
    new RogueProducer(proxy.address())
        .send("fenced", ours.producerId(), (short) (ours.producerEpoch() + 1), "rogue");
    sent.add("rogue");
    sent.addAll(offer(stream, 20, 20, 100));
    await().atMost(SOON).until(() -> heard.acknowledgedTo() == 400);
    assertThat(TopicReader.texts(proxy.address(), "fenced")).isEqualTo(sent);
    assertThat(count("tributary_agent_producer_ids", "")).isEqualTo(2);
  }

  @Test
  @DisplayName("K6: the broker has forgotten the producer id: what follows arrives, in order")
  void goesOnWhenItsIdHasExpired() throws Exception {
    EventStream stream = open("expired", heard);
    List<String> sent = new ArrayList<>(offer(stream, 0, 50, 100));
    arrive("expired", sent);
    TopicPartition partition = new TopicPartition("expired", 0);
    assertThat(producers(partition)).isEqualTo(1);
    expireIds(AlterConfigOp.OpType.SET);
    try {
      await().atMost(SOON).until(() -> producers(partition) == 0);
    } finally {
      expireIds(AlterConfigOp.OpType.DELETE);
    }
    sent.addAll(offer(stream, 50, 50, 100));
    arrive("expired", sent);
    assertThat(producers(partition)).isEqualTo(1);
  }

  @Test
  @DisplayName("K9: a wrong topic with data in flight; a hundred others flow; then the right one")
  void oneThatIsRefusedHoldsUpNobody() throws Exception {
    create(
        IntStream.range(0, 100)
            .mapToObj(i -> new NewTopic("other-" + i, Optional.of(1), Optional.empty()))
            .toList());
    create("wrong", Map.of("max.message.bytes", "100"));
    Heard refused = new Heard();
    EventStream wrong = open("wrong", refused);
    offer(wrong, 0, 1, 1000);
    int inFlight = 1;
    while (take(wrong, inFlight, line(inFlight, 1000))) {
      inFlight++;
    }
    List<Heard> others = IntStream.range(0, 100).mapToObj(i -> new Heard()).toList();
    for (int i = 0; i < 100; i++) {
      offer(open("other-" + i, others.get(i)), 0, 50, 500);
    }
    await().atMost(SOON).until(() -> others.stream().allMatch(h -> h.acknowledgedTo() == 500));
    await().atMost(SOON).until(() -> !refused.reasons.isEmpty());
    assertThat(refused.acknowledged).isEmpty();
    arrive("right", offer(open("right", heard), 0, inFlight, 1000));
  }

  private void arrive(String topic, List<String> sent) {
    await().atMost(SOON).until(() -> heard.acknowledgedTo() == sent.size() * 10L);
    assertThat(heard.reasons).isEmpty();
    assertThat(TopicReader.texts(proxy.address(), topic)).isEqualTo(sent);
  }

  private EventStream open(String topic, Heard listener) {
    FileId id = FileId.create(Instant.now(), new SecureRandom());
    return sink.open(StreamOrigin.of(id, "/a.log", CollectEntry.of("/a.log", topic)), listener);
  }

  private List<String> offer(EventStream stream, int first, int count, int length) {
    List<String> texts = new ArrayList<>();
    for (int number = first; number < first + count; number++) {
      int place = number;
      String text = line(number, length);
      if (!take(stream, place, text)) {
        await().atMost(SOON).pollInterval(POLL).until(() -> take(stream, place, text));
      }
      texts.add(text);
    }
    return texts;
  }

  private boolean take(EventStream stream, int number, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Span span = new Span(number * 10L, number * 10L + 10);
    return stream.offer(bytes, 0, bytes.length, span, null, now);
  }

  /** Does not compress, and is the same each time. */
  private static String line(int number, int length) {
    StringBuilder text = new StringBuilder().append(number).append(' ');
    new Random(number).ints(length, '0', 'z').forEach(c -> text.append((char) c));
    return text.toString();
  }

  private static void create(String topic, Map<String, String> configs) throws Exception {
    create(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(configs)));
  }

  private static void create(List<NewTopic> topics) throws Exception {
    admin.createTopics(topics).all().get();
  }

  /** Those whose sequences the broker remembers. */
  private static int producers(TopicPartition partition) throws Exception {
    var described = admin.describeProducers(List.of(partition));
    return described.partitionResult(partition).get().activeProducers().size();
  }

  private static void expireIds(AlterConfigOp.OpType operation) throws Exception {
    var all = new ConfigResource(ConfigResource.Type.BROKER, "");
    var soon = new AlterConfigOp(new ConfigEntry("producer.id.expiration.ms", "500"), operation);
    admin.incrementalAlterConfigs(Map.of(all, List.of(soon))).all().get();
    // The controller has it now; the broker follows when it gets to it. Until then it would forget
    // ids in other tests too.
    var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    boolean set = operation == AlterConfigOp.OpType.SET;
    await()
        .atMost(SOON)
        .until(
            () -> {
              Config now = admin.describeConfigs(List.of(broker)).all().get().get(broker);
              return now.get("producer.id.expiration.ms").value().equals("500") == set;
            });
  }

  /** For all clients that have none of their own. */
  private static void quota(Optional<Double> bytesPerSecond) throws Exception {
    Map<String, String> everybody = new HashMap<>();
    everybody.put(ClientQuotaEntity.CLIENT_ID, null);
    var rate = new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond.orElse(null));
    admin
        .alterClientQuotas(
            List.of(new ClientQuotaAlteration(new ClientQuotaEntity(everybody), List.of(rate))))
        .all()
        .get();
  }

  private double count(String counter, String label) {
    return registry.scrape(counter::equals).stream()
        .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
        .filter(point -> label.isEmpty() || point.getLabels().toString().contains(label))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }
}
