package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.http.HttpHost;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import tributary.common.json.Json;
import tributary.stack.Elasticsearch;
import tributary.stack.Kafka;
import tributary.stack.Stack;
import tributary.stack.StackOptions;

/**
 * A real etcd, Kafka and Elasticsearch, started once for all tests of this module; they end with
 * this JVM. Each test has topics and a group of its own.
 */
final class TestServers {

  private static final class Holder {
    private static final TestServers SERVERS = new TestServers();
  }

  /** Bytes of a request that Elasticsearch takes. */
  static final int MOST_BYTES = 1 << 20;

  private static final Path FOLDER = Path.of("target", "it-stack").toAbsolutePath();

  /** The last byte of a batch's head in version 2 (KIP-98); its checksum covers what follows. */
  private static final int BATCH_HEAD = 61;

  private final Stack stack;
  private final Admin admin;
  private KafkaProducer<byte[], byte[]> producer;
  private final RestClient rest;
  private final AtomicReference<Exception> refused = new AtomicReference<>();

  private TestServers() {
    stack =
        Stack.start(
            FOLDER,
            StackOptions.defaults()
                .withKafkaHeap("384m")
                .withElasticsearchHeap("768m")
                .withElasticsearchSettings(
                    Map.of(
                        "http.max_content_length",
                        MOST_BYTES + "b",
                        "action.destructive_requires_name",
                        "false")));
    Map<String, Object> kafka = Map.of("bootstrap.servers", stack.kafka().address());
    admin = Admin.create(kafka);
    producer = newProducer();
    rest = RestClient.builder(HttpHost.create(stack.elasticsearch().url())).build();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::delete));
  }

  static TestServers get() {
    return Holder.SERVERS;
  }

  Elasticsearch elasticsearch() {
    return stack.elasticsearch();
  }

  Kafka kafka() {
    return stack.kafka();
  }

  URI etcd() {
    return URI.create("http://" + stack.etcd().address());
  }

  Admin admin() {
    return admin;
  }

  /** Puts a key of etcd. */
  void put(String key, String value) {
    try (Client client = Client.builder().endpoints(etcd()).build()) {
      client
          .getKVClient()
          .put(ByteSequence.from(key, UTF_8), ByteSequence.from(value, UTF_8))
          .join();
    }
  }

  /** Flips a bit in the first batch of a topic's partition 0 on the broker's disk. */
  void damage(String topic) throws IOException {
    Path segment =
        FOLDER.resolve("data/kafka/log").resolve(topic + "-0").resolve("0".repeat(20) + ".log");
    try (FileChannel file =
        FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      file.read(one, BATCH_HEAD);
      one.put(0, (byte) (one.get(0) ^ 1)).flip();
      file.write(one, BATCH_HEAD);
    }
  }

  void createTopic(String topic, int partitions, Map<String, String> configs) {
    await(
        admin
            .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configs)))
            .all());
  }

  void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(2, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            record,
            (stored, failure) -> {
              if (failure != null) {
                refused.set(failure);
              }
            });
  }

  void send(String topic, String value) {
    send(new ProducerRecord<>(topic, value.getBytes(UTF_8)));
  }

  /** Sends numbered lines, {@code from} up to {@code to}, exclusive, round the partitions. */
  void sendLines(String topic, int partitions, int from, int to) {
    for (int i = from; i < to; i++) {
      byte[] value = ("line " + i).getBytes(UTF_8);
      send(new ProducerRecord<>(topic, i % partitions, null, value));
    }
    flush();
  }

  /** Waits until Kafka has it all. */
  void flush() {
    producer.flush();
    Exception failure = refused.getAndSet(null);
    if (failure != null) {
      throw new IllegalStateException("Kafka did not take a record of the test's own", failure);
    }
  }

  /** Calls Elasticsearch; a missing node for what isn't there (404), or not yet (503). */
  JsonNode call(String method, String path, String body) {
    Request request = new Request(method, path);
    if (body != null) {
      request.setJsonEntity(body);
    }
    try {
      return Json.mapper().readTree(rest.performRequest(request).getEntity().getContent());
    } catch (ResponseException e) {
      int status = e.getResponse().getStatusLine().getStatusCode();
      if (status == 404 || status == 503) {
        return MissingNode.getInstance();
      }
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many documents an index has now. */
  long count(String index) {
    call("POST", "/" + index + "/_refresh", null);
    return call("GET", "/" + index + "/_count", null).path("count").asLong();
  }

  /** Up to 1,000 documents. */
  List<JsonNode> documents(String index) {
    call("POST", "/" + index + "/_refresh", null);
    List<JsonNode> documents = new ArrayList<>();
    call("GET", "/" + index + "/_search?size=1000", null)
        .path("hits")
        .path("hits")
        .forEach(documents::add);
    return documents;
  }

  void delete(Set<String> topics) {
    await(admin.deleteTopics(topics).all());
    // What a producer remembers of its sequences must not outlive the topic.
    producer.close();
    producer = newProducer();
  }

  /**
   * One request at a time: the first batch to a new topic may be turned away while the second is
   * taken, and the first is out of order for ever then.
   */
  private KafkaProducer<byte[], byte[]> newProducer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            stack.kafka().address(),
            "linger.ms",
            5,
            "max.request.size",
            8 * 1024 * 1024,
            "max.in.flight.requests.per.connection",
            1),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
