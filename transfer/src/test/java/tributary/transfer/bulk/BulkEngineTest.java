package tributary.transfer.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.bulk.FakeElasticsearch.ItemFault;
import tributary.transfer.document.ChunkBuilder;
import tributary.transfer.document.DocumentChunk;
import tributary.transfer.document.DocumentWriter;
import tributary.transfer.document.Index;
import tributary.transfer.record.Cursors;

/** What bulk makes of each answer, over real HTTP. */
class BulkEngineTest {

  private static final Index INDEX = new Index("t", "t", Optional.empty());
  private static final String HTML = "<html><body>It works!</body></html>";

  private final RecordingOwner owner = new RecordingOwner();
  private final Deque<String> refusals = new ArrayDeque<>();
  private FakeElasticsearch server;
  private RestClient rest;
  private BulkEngine engine;

  @BeforeEach
  void start() throws IOException {
    server = new FakeElasticsearch();
    rest = RestClient.builder(server.host()).build();
    engine = engine(rest);
    engine.start();
  }

  private BulkEngine engine(RestClient client) {
    return new BulkEngine(
        new BulkSettings(
            100, 64 * 1024, Duration.ofMillis(5), 4, Duration.ofMillis(1), Duration.ofMillis(20)),
        new RestBulkTransport(client),
        index -> {
          String refusal = refusals.poll();
          if (refusal != null) {
            throw new IndexPreparer.IndexRefused(refusal);
          }
        },
        new BulkMetrics(new PrometheusRegistry()),
        System::nanoTime,
        Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    rest.close();
    server.close();
  }

  @Test
  void chunksOfManyPartitionsAreIndexedOnce() {
    for (int i = 0; i < 50; i++) {
      engine.add(chunk(i * 100L, 100, 300), owner);
    }

    await().untilAsserted(() -> assertThat(owner.settled).hasSize(5000));
    assertThat(server.documents()).hasSize(5000);
    assertThat(owner.settled).doesNotHaveDuplicates();
    assertThat(owner.refused).isEmpty();
  }

  @Test
  @DisplayName("T4: a document that the mapping refuses is told with its reason, neighbours settle")
  void refusedDocuments() {
    server.itemFaults(
        (id, source) ->
            source.contains("\"offset\":7}")
                ? new ItemFault(400, "document_parsing_exception")
                : null);
    engine.add(chunk(0, 10, 10), owner);

    await().untilAsserted(() -> assertThat(owner.settled).hasSize(9));
    await().untilAsserted(() -> assertThat(owner.refused).containsOnlyKeys(7L));
    assertThat(owner.refused.get(7L).type()).isEqualTo("document_parsing_exception");
  }

  @Test
  @DisplayName("T4: another 400 convicts once it comes again after the index took another document")
  void suspects() {
    server.itemFaults(
        (id, source) ->
            source.contains("\"offset\":7}") ? new ItemFault(400, "illegal_argument") : null);
    engine.add(chunk(7, 1, 10), owner);
    await().until(() -> server.requests() > 5);
    assertThat(owner.refused).isEmpty();

    engine.add(chunk(8, 1, 10), owner);
    await().untilAsserted(() -> assertThat(owner.refused).containsOnlyKeys(7L));
    await().untilAsserted(() -> assertThat(engine.waiting("t")).isEmpty());
  }

  @Test
  @DisplayName("T12: an index that takes nothing, for an unknown reason, says so until it does")
  void allAreSuspects() {
    server.itemFaults((id, source) -> new ItemFault(400, "illegal_argument_exception"));
    engine.add(chunk(0, 10, 10), owner);

    await()
        .untilAsserted(
            () ->
                assertThat(engine.waiting("t").orElse(""))
                    .contains("t: illegal_argument_exception (status 400)")
                    .doesNotContain("as injected"));
    assertThat(owner.refused).isEmpty();
    server.itemFaults((id, source) -> null);
    await().untilAsserted(() -> assertThat(owner.settled).hasSize(10));
    await().untilAsserted(() -> assertThat(engine.waiting("t")).isEmpty());
  }

  @Test
  @DisplayName("T3: items with 429 and 503 are tried again alone until they are in")
  void overloadedItems() {
    Random random = new Random(1);
    server.itemFaults(
        (id, source) ->
            random.nextInt(3) == 0
                ? new ItemFault(random.nextBoolean() ? 429 : 503, "es_rejected_execution_exception")
                : null);
    for (int i = 0; i < 10; i++) {
      engine.add(chunk(i * 100L, 100, 10), owner);
    }

    await().untilAsserted(() -> assertThat(owner.settled).hasSize(1000));
    assertThat(server.documents()).hasSize(1000);
  }

  @Test
  @DisplayName("T12: a proxy's HTML, whatever its status, makes the index wait and nothing is lost")
  void noBulkReply() {
    server.fault(200, HTML);
    server.fault(502, HTML);
    server.fault(200, "{\"items\":[]}");
    server.fault(200, "");
    server.fault(401, "{\"error\":{\"type\":\"security_exception\",\"reason\":\"no\"}}");
    engine.add(chunk(0, 10, 10), owner);

    await().untilAsserted(() -> assertThat(owner.settled).hasSize(10));
    assertThat(owner.refused).isEmpty();
    await().untilAsserted(() -> assertThat(engine.status().waiting()).isEmpty());
  }

  @Test
  @DisplayName(
      "T12: after the password was changed all wait and say why, and go on with the right one")
  void changedPassword() {
    server.always(
        new FakeElasticsearch.Fault(
            401,
            "{\"error\":{\"type\":\"security_exception\","
                + "\"reason\":\"unable to authenticate user [tributary]\"},\"status\":401}"));
    engine.add(chunk(0, 10, 10), owner);

    await()
        .untilAsserted(
            () ->
                assertThat(engine.waiting("t").orElse(""))
                    .contains("HTTP 401 security_exception: unable to authenticate"));
    assertThat(owner.refused).isEmpty();
    server.always(null);
    await().untilAsserted(() -> assertThat(owner.settled).hasSize(10));
    await().untilAsserted(() -> assertThat(engine.waiting("t")).isEmpty());
  }

  @Test
  @DisplayName("T12: what is not the document's fault waits, visibly, and is tried for ever")
  void closedIndex() {
    server.itemFaults((id, source) -> new ItemFault(400, "index_closed_exception"));
    engine.add(chunk(0, 10, 10), owner);

    await()
        .untilAsserted(
            () -> assertThat(engine.waiting("t").orElse("")).contains("index_closed_exception"));
    server.itemFaults((id, source) -> null);
    await().untilAsserted(() -> assertThat(owner.settled).hasSize(10));
    assertThat(owner.refused).isEmpty();
    await().untilAsserted(() -> assertThat(engine.waiting("t")).isEmpty());
  }

  @Test
  @DisplayName("T4: a request that is too large goes in halves, a document alone is refused")
  void tooLarge() {
    server.mostBytes(8 * 1024);
    engine.add(chunk(0, 100, 200), owner);
    engine.add(chunk(100, 1, 10_000), owner);

    await().untilAsserted(() -> assertThat(owner.settled).hasSize(100));
    await().untilAsserted(() -> assertThat(owner.refused).containsOnlyKeys(100L));
  }

  @Test
  @DisplayName(
      "T4: a document of exactly the limit, or a byte less, is indexed; one byte more is refused")
  void atTheLimit() {
    int limit = 64 * 1024;
    int around = chunk(0, 1, 1).start(1) - 1;
    server.mostBytes(limit);
    for (int offset = 0; offset < 9; offset++) {
      engine.add(chunk(offset, 1, limit - around - 1 + offset % 3), owner);
    }

    await().untilAsserted(() -> assertThat(owner.refused).containsOnlyKeys(2L, 5L, 8L));
    await()
        .untilAsserted(
            () -> assertThat(owner.settled).containsExactlyInAnyOrder(0L, 1L, 3L, 4L, 6L, 7L));
    assertThat(server.requests()).as("none of them goes with another").isEqualTo(9);
  }

  @Test
  @DisplayName("T14: an index that must not be used is shown, and used once that is put right")
  void refusedIndex() {
    refusals.add("t is an alias");
    refusals.add("t is an alias");
    engine.add(chunk(0, 10, 10), owner);

    await().untilAsserted(() -> assertThat(owner.settled).hasSize(10));
    assertThat(refusals).isEmpty();
  }

  @Test
  @DisplayName("T3: compressed bodies, also in halves: each document once")
  void compressed() throws IOException {
    server.mostBytes(8 * 1024);
    try (RestClient gzip = RestClient.builder(server.host()).setCompressionEnabled(true).build();
        BulkEngine compressing = engine(gzip)) {
      compressing.start();
      compressing.add(chunk(0, 100, 200), owner);
      await().untilAsserted(() -> assertThat(owner.settled).hasSize(100));
    }
    assertThat(server.documents()).hasSize(100);
    assertThat(owner.refused).isEmpty();
  }

  @Test
  @DisplayName("T12: an answer with more items than were sent, or fewer, settles none of them")
  void itemsThatAreNotOurs() {
    String item = "{\"create\":{\"status\":201}}";
    server.fault(200, "{\"errors\":false,\"items\":[" + item + "]}");
    server.fault(200, "{\"errors\":false,\"items\":[" + item + "," + item + "," + item + "]}");
    engine.add(chunk(0, 2, 10), owner);

    await().untilAsserted(() -> assertThat(owner.settled).containsExactly(0L, 1L));
    assertThat(server.documents()).hasSize(2);
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  @DisplayName("T3: a server that is away is waited for")
  void away() throws IOException {
    server.close();
    engine.add(chunk(0, 10, 10), owner);
    await().untilAsserted(() -> assertThat(engine.status().problem()).isNotEmpty());
    assertThat(engine.status().inFlight()).isLessThanOrEqualTo(1);
    assertThat(owner.settled).isEmpty();
  }

  @Test
  void whatAClosedOwnerHasQueuedIsDropped() {
    server.itemFaults((id, source) -> new ItemFault(400, "index_closed_exception"));
    engine.add(chunk(0, 10, 10), owner);
    await().untilAsserted(() -> assertThat(engine.waiting("t")).isPresent());
    owner.closed = true;
    engine.dropClosed();

    await()
        .untilAsserted(
            () ->
                assertThat(owner.dropped)
                    .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 10).boxed().toList()));
  }

  @Test
  @DisplayName("T7: an error of the bulk thread is counted and shown, every owner begins again")
  void anError() {
    engine.add(null, owner);
    await().untilAsserted(() -> assertThat(engine.crashes()).contains("NullPointerException"));
    engine.add(chunk(0, 1, 10), owner);
    await().untilAsserted(() -> assertThat(owner.settled).hasSize(1));
    engine.add(null, owner);
    await().untilAsserted(() -> assertThat(owner.failure).isNotNull());

    RecordingOwner next = new RecordingOwner();
    engine.add(chunk(0, 10, 10), next);
    await().untilAsserted(() -> assertThat(next.settled).hasSize(10));
    assertThat(next.failure).isNull();
  }

  @Test
  @DisplayName(
      "T7: an answer that can't be settled is no crash of the others: it is asked for again")
  void anOwnerThatThrows() {
    RecordingOwner throwing =
        new RecordingOwner() {
          @Override
          public void settled(DocumentChunk chunk, int from, int to) {
            if (!closed) {
              closed = true;
              throw new AssertionError("injected");
            }
            super.settled(chunk, from, to);
          }

          @Override
          public boolean isClosed() {
            return false;
          }
        };
    engine.add(chunk(0, 10, 10), throwing);

    await().untilAsserted(() -> assertThat(throwing.settled).hasSize(10));
    assertThat(engine.crashes()).contains("AssertionError");
  }

  /** As long as a loaded machine may take. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }

  private static DocumentChunk chunk(long first, int count, int bytes) {
    ChunkBuilder builder = new ChunkBuilder(INDEX, new DocumentWriter("t", "id"), 1000);
    for (long offset = first; offset < first + count; offset++) {
      byte[] value = "x".repeat(bytes).getBytes(UTF_8);
      builder.add(Cursors.at(new ConsumerRecord<>("t", 0, offset, null, value)));
    }
    return builder.build();
  }
}
