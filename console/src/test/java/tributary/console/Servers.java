package tributary.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import tributary.common.etcd.EtcdConnection;
import tributary.common.etcd.EtcdSettings;
import tributary.common.json.Json;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.support.delivery.Elastic;

/**
 * A real etcd, Kafka and Elasticsearch for all tests of this JVM, below target/, and what agents
 * and the transfer would put into them.
 */
final class Servers implements AutoCloseable {

  private final Path folder = Path.of("target", "console-it").toAbsolutePath();
  private final Stack stack = Stack.prepare(folder.resolve("stack"), StackOptions.defaults());
  private final EtcdConnection etcd;
  private final Path config;

  Servers() {
    stack.delete();
    stack.start();
    try {
      etcd = EtcdConnection.connect(EtcdSettings.of(URI.create(stack.etcd().url())));
      config = Files.writeString(folder.resolve("console.conf"), settings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stack stack() {
    return stack;
  }

  Elastic elastic() {
    return new Elastic(stack.elasticsearch().address());
  }

  /** A word, with a settings file that names these servers. */
  Answered run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--config";
    all[1] = config.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Answered.run(all);
  }

  /** The settings file. */
  Path config() {
    return config;
  }

  private String settings() {
    return """
        console { host = "this-host", patience = 1m }
        transfer.group = "it"
        etcd.endpoints = ["%s"]
        kafka.bootstrap.servers = "%s"
        elasticsearch.hosts = ["%s"]
        """
        .formatted(stack.etcd().url(), stack.kafka().address(), stack.elasticsearch().url());
  }

  void put(String key, String value) throws ExecutionException, InterruptedException {
    client().getKVClient().put(bytes(key), bytes(value)).get();
  }

  String get(String key) throws ExecutionException, InterruptedException {
    return client()
        .getKVClient()
        .get(bytes(key))
        .get()
        .getKvs()
        .get(0)
        .getValue()
        .toString(StandardCharsets.UTF_8);
  }

  void delete(String key) throws ExecutionException, InterruptedException {
    client().getKVClient().delete(bytes(key)).get();
  }

  /** A topic's index with its template, as the transfer makes them (DESIGN §7). */
  void index(String topic) throws IOException {
    Path file = Path.of(System.getProperty("tributary.root"), "conf", "index-template.json");
    elastic().put("/_component_template/tributary", Files.readString(file));
    ObjectNode template = Json.mapper().createObjectNode().put("priority", 500);
    template.putArray("index_patterns").add(topic);
    template.putArray("composed_of").add("tributary");
    elastic().put("/_index_template/tributary-" + topic, template.toString());
    elastic().put("/" + topic, "{}");
  }

  /** One document of DESIGN §7's shape, searchable at once. */
  void document(String topic, long offset, Instant time, String message) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("@timestamp", time.toString()).put("message", message).put("topic", topic);
    document.putObject("host").put("name", "web-1");
    ObjectNode log = document.putObject("log");
    log.putObject("file")
        .put("path", "/var/log/" + topic + ".log")
        .put("id", "dc1h9zk0000000000000");
    log.put("offset", offset * 100).put("end", offset * 100 + 100).put("bytes", 100);
    document.putObject("kafka").put("partition", 0).put("offset", offset);
    elastic().put("/" + topic + "/_create/" + offset + "?refresh=true", document.toString());
  }

  /** The presence of an agent that is in trouble with one key. */
  void agent(String id, String troubledKey) throws ExecutionException, InterruptedException {
    ObjectNode presence = Json.mapper().createObjectNode().put("id", id).put("version", "0.1.0");
    presence.put("started", Instant.now().minusSeconds(180).toString()).put("http", "127.0.0.1:1");
    presence.putArray("addresses").add("10.0.0.1");
    ArrayNode applied = presence.put("keys", 1).put("errors", 1).putArray("applied");
    applied
        .addObject()
        .put("key", troubledKey)
        .put("revision", 1)
        .put("error", "line 1 column 2: x");
    put("/tributary/agents/" + id, presence.toString());
  }

  private Client client() {
    return etcd.client();
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    etcd.close();
    stack.close();
  }
}
