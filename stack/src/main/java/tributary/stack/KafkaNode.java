package tributary.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One node among all of a cluster, and the settings that follow from its place. Of three and more
 * nodes the first three are voters, so that a cluster survives the end of any one; of fewer the
 * first alone. See Kafka's documentation, "KRaft" and "Broker Configs".
 *
 * @param id node.id, from 1
 * @param ports of all nodes, in the order of their ids
 */
record KafkaNode(int id, List<NodePorts> ports, StackOptions options) {
  /** Where a node listens to clients and brokers, and to the other controllers. */
  record NodePorts(ServerPort client, ServerPort controller) {}

  private static final int VOTERS = 3;

  KafkaNode {
    ports = List.copyOf(ports);
  }

  String name() {
    return id == 1 ? "kafka" : "kafka-" + id;
  }

  ServerPort port() {
    return ports.get(id - 1).client();
  }

  void requireFreePorts() throws IOException {
    port().requireFree();
    if (voter()) {
      ports.get(id - 1).controller().requireFree();
    }
  }

  private int voters() {
    return ports.size() < VOTERS ? 1 : VOTERS;
  }

  private boolean voter() {
    return id <= voters();
  }

  /** The lines of its server.properties. */
  Map<String, String> settings(Path log) {
    int replication = Math.min(ports.size(), VOTERS);
    Map<String, String> settings = new TreeMap<>();
    settings.put("node.id", String.valueOf(id));
    settings.put("process.roles", voter() ? "broker,controller" : "broker");
    settings.put("listeners", listeners());
    settings.put("advertised.listeners", "PLAINTEXT://" + port().address());
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    settings.put("controller.quorum.voters", quorum());
    settings.put("log.dirs", log.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("offsets.topic.replication.factor", String.valueOf(replication));
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", String.valueOf(replication));
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", String.valueOf(replication));
    settings.put("share.coordinator.state.topic.min.isr", "1");
    // Several brokers share few cores.
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.putAll(options.kafkaSettings());
    return settings;
  }

  private String listeners() {
    String client = "PLAINTEXT://" + port().address();
    return voter() ? client + ",CONTROLLER://" + ports.get(id - 1).controller().address() : client;
  }

  private String quorum() {
    return IntStream.rangeClosed(1, voters())
        .mapToObj(voter -> voter + "@" + ports.get(voter - 1).controller().address())
        .collect(Collectors.joining(","));
  }
}
