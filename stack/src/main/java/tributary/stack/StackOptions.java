package tributary.stack;

import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a stack consists of. An empty port means any free one.
 *
 * @param parts which servers are started at once; the others can be started later
 * @param brokers number of Kafka's nodes, 1 or more
 * @param kafkaHeap of each broker, as in -Xmx
 * @param elasticsearchHeap as in -Xmx
 * @param ports fixed ports; of several brokers the first one's
 * @param kafkaSettings over ours, for server.properties
 * @param elasticsearchSettings over ours, for elasticsearch.yml
 */
public record StackOptions(
    Set<Part> parts,
    int brokers,
    String kafkaHeap,
    String elasticsearchHeap,
    Map<Part, Integer> ports,
    Map<String, String> kafkaSettings,
    Map<String, String> elasticsearchSettings) {
  /** The servers of a stack. */
  public enum Part {
    ETCD,
    KAFKA,
    ELASTICSEARCH
  }

  public StackOptions {
    parts = Set.copyOf(parts);
    ports = Map.copyOf(ports);
    kafkaSettings = Map.copyOf(kafkaSettings);
    elasticsearchSettings = Map.copyOf(elasticsearchSettings);
    if (brokers < 1) {
      throw new IllegalArgumentException("brokers must be 1 or more, not " + brokers);
    }
  }

  /** One of each, on free ports. */
  public static StackOptions defaults() {
    return new StackOptions(
        EnumSet.allOf(Part.class), 1, "512m", "1g", Map.of(), Map.of(), Map.of());
  }

  /** Only some servers. */
  public static StackOptions only(Part first, Part... more) {
    return defaults().withParts(EnumSet.of(first, more));
  }

  public StackOptions withParts(Set<Part> value) {
    return new StackOptions(
        value, brokers, kafkaHeap, elasticsearchHeap, ports, kafkaSettings, elasticsearchSettings);
  }

  public StackOptions withBrokers(int value) {
    return new StackOptions(
        parts, value, kafkaHeap, elasticsearchHeap, ports, kafkaSettings, elasticsearchSettings);
  }

  public StackOptions withKafkaHeap(String value) {
    return new StackOptions(
        parts, brokers, value, elasticsearchHeap, ports, kafkaSettings, elasticsearchSettings);
  }

  public StackOptions withElasticsearchHeap(String value) {
    return new StackOptions(
        parts, brokers, kafkaHeap, value, ports, kafkaSettings, elasticsearchSettings);
  }

  public StackOptions withPorts(Map<Part, Integer> value) {
    return new StackOptions(
        parts, brokers, kafkaHeap, elasticsearchHeap, value, kafkaSettings, elasticsearchSettings);
  }

  public StackOptions withKafkaSettings(Map<String, String> value) {
    return new StackOptions(
        parts, brokers, kafkaHeap, elasticsearchHeap, ports, value, elasticsearchSettings);
  }

  public StackOptions withElasticsearchSettings(Map<String, String> value) {
    return new StackOptions(
        parts, brokers, kafkaHeap, elasticsearchHeap, ports, kafkaSettings, value);
  }

  ServerPort port(Part part) {
    Integer port = ports.get(part);
    return new ServerPort(port == null ? OptionalInt.empty() : OptionalInt.of(port));
  }
}
