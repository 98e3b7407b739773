package tributary.transfer.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.http.HttpHost;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.support.faults.Fault;
import tributary.support.faults.FaultyProxy;
import tributary.transfer.bulk.FakeElasticsearch.ItemFault;
import tributary.transfer.document.ChunkBuilder;
import tributary.transfer.document.DocumentChunk;
import tributary.transfer.document.DocumentWriter;
import tributary.transfer.document.Index;
import tributary.transfer.record.Cursors;

/** Thousands of batches over a network and a server that do everything wrong that they can. */
class BulkFaultsTest {

  private static final Logger log = LoggerFactory.getLogger(BulkFaultsTest.class);
  private static final long SEED = Long.getLong("tributary.seed", new Random().nextLong());
  private static final int CHUNKS = 2000;
  private static final int MOST = 20;
  private static final int INDICES = 3;

  /** Every so many records, one is refused by the mapping, and one is too large. */
  private static final int REFUSED = 97;

  private static final int LARGE = 211;
  private static final int LIMIT = 16 * 1024;

  private final Random random = new Random(SEED);
  private final RecordingOwner owner = new RecordingOwner();

  @Test
  @DisplayName("T3: whatever goes wrong, each record is indexed once, or refused once")
  void eachRecordOnce() throws IOException {
    log.info("repeat with -Dtributary.seed={}", SEED);
    try (FakeElasticsearch server = new FakeElasticsearch();
        FaultyProxy proxy =
            new FaultyProxy(URI.create(server.host().toURI()), this::fault, new Random(SEED));
        RestClient rest = RestClient.builder(HttpHost.create(proxy.url().toString())).build();
        BulkEngine engine = engine(rest)) {
      server.mostBytes(LIMIT);
      server.itemFaults(
          (id, source) ->
              source.contains("refused") ? new ItemFault(400, "document_parsing_exception") : null);
      engine.start();
      long offset = 0;
      for (int i = 0; i < CHUNKS; i++) {
        int count = 1 + random.nextInt(MOST);
        engine.add(chunk("t" + random.nextInt(INDICES), offset, count), owner);
        offset += count;
      }
      long all = offset;
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> owner.settled.size() + owner.refused.size() >= all);
      verify(server, all);
      log.info("{} records in {} requests", all, proxy.bulks());
      assertThat(proxy.bulks()).isGreaterThan(1000);
    }
  }

  private void verify(FakeElasticsearch server, long all) {
    Set<Long> settled = new HashSet<>(owner.settled);
    assertThat(owner.settled).as("told once").hasSameSizeAs(settled);
    assertThat(settled).doesNotContainAnyElementsOf(owner.refused.keySet());
    assertThat((long) settled.size() + owner.refused.size()).isEqualTo(all);
    assertThat(server.documents()).as("indexed once").hasSameSizeAs(settled);
    List<Long> atFault =
        LongStream.range(0, all).filter(BulkFaultsTest::isAtFault).boxed().toList();
    assertThat(owner.refused.keySet()).containsExactlyInAnyOrderElementsOf(atFault);
    assertThat(owner.dropped).isEmpty();
  }

  private static boolean isAtFault(long offset) {
    return offset % REFUSED == 0 || offset % LARGE == 0;
  }

  /** Two of three requests go through. */
  private Fault fault() {
    Fault[] all = Fault.values();
    return random.nextInt(3) > 0 ? Fault.NONE : all[random.nextInt(all.length)];
  }

  private static BulkEngine engine(RestClient rest) {
    return new BulkEngine(
        new BulkSettings(
            50, 64 * 1024, Duration.ofMillis(1), 4, Duration.ofMillis(1), Duration.ofMillis(8)),
        new RestBulkTransport(rest),
        index -> {},
        new BulkMetrics(new PrometheusRegistry()),
        System::nanoTime,
        Clock.systemUTC());
  }

  private static DocumentChunk chunk(String topic, long first, int count) {
    ChunkBuilder builder =
        new ChunkBuilder(
            new Index(topic, topic, Optional.empty()), new DocumentWriter(topic, "id"), 1000);
    for (long offset = first; offset < first + count; offset++) {
      String text = offset % REFUSED == 0 ? "refused" : "x".repeat(50);
      byte[] value = (offset % LARGE == 0 ? text + "y".repeat(LIMIT) : text).getBytes(UTF_8);
      builder.add(Cursors.at(new ConsumerRecord<>(topic, 0, offset, null, value)));
    }
    return builder.build();
  }
}
