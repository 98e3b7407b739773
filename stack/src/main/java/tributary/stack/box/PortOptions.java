package tributary.stack.box;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The ports that a person wants, as options of a command. Thread: main. */
final class PortOptions {
  @Option(names = "--etcd-port", paramLabel = "PORT", description = "etcd's port, else 2379.")
  private Integer etcd;

  @Option(names = "--kafka-port", paramLabel = "PORT", description = "Kafka's port, else 9092.")
  private Integer kafka;

  @Option(
      names = "--elasticsearch-port",
      paramLabel = "PORT",
      description = "Elasticsearch's port, else 9200.")
  private Integer elasticsearch;

  @Option(names = "--agent-port", paramLabel = "PORT", description = "The agent's, else 7071.")
  private Integer agent;

  @Option(
      names = "--transfer-port",
      paramLabel = "PORT",
      description = "The transfer's, else 7072.")
  private Integer transfer;

  Map<BoxPart, Integer> wanted() {
    Map<BoxPart, Integer> wanted = new EnumMap<>(BoxPart.class);
    put(wanted, BoxPart.ETCD, etcd);
    put(wanted, BoxPart.KAFKA, kafka);
    put(wanted, BoxPart.ELASTICSEARCH, elasticsearch);
    put(wanted, BoxPart.AGENT, agent);
    put(wanted, BoxPart.TRANSFER, transfer);
    return wanted;
  }

  private static void put(Map<BoxPart, Integer> wanted, BoxPart part, Integer port) {
    if (port != null) {
      wanted.put(part, port);
    }
  }

  /** The same options again, for another process. */
  static List<String> arguments(BoxPorts ports) {
    List<String> arguments = new ArrayList<>();
    for (BoxPart part : BoxPart.values()) {
      arguments.add(part.option() + "=" + ports.of(part));
    }
    return arguments;
  }
}
