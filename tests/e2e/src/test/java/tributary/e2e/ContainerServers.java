package tributary.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.DockerClientFactory;
import tributary.stack.HttpProbe;
import tributary.stack.Server;
import tributary.stack.process.Ports;

/**
 * Containers of the images that docker-compose.yml names, set up as there but without its limits.
 */
final class ContainerServers implements Servers {
  private static final int ETCD_PORT = 2379;
  private static final int KAFKA_PORT = 9092;
  private static final int ELASTICSEARCH_PORT = 9200;
  private static final int PROBE_SECONDS = 20;

  private final Server etcd;
  private final Server kafka;
  private final Server elasticsearch;

  ContainerServers(Path folder) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "-Dstack=containers needs a Docker that answers, and there is none: start it, or leave"
              + " the option out, and the tests run on child processes");
    }
    ComposeImages images = ComposeImages.read();
    Ports ports = new Ports(new Random());
    etcd = etcd(images, folder, free(ports));
    kafka = kafka(images, folder, free(ports));
    elasticsearch = elasticsearch(images, folder, free(ports));
  }

  @Override
  public Server etcd() {
    return etcd;
  }

  @Override
  public Server kafka() {
    return kafka;
  }

  @Override
  public Server elasticsearch() {
    return elasticsearch;
  }

  private static Server etcd(ComposeImages images, Path folder, int port) {
    Map<String, String> environment =
        Map.of(
            "ETCD_DATA_DIR", "/tmp/etcd",
            "ETCD_LISTEN_CLIENT_URLS", "http://0.0.0.0:" + ETCD_PORT,
            "ETCD_ADVERTISE_CLIENT_URLS", "http://127.0.0.1:" + port);
    return new ContainerServer(
        "etcd",
        folder,
        images.of("coreos/etcd"),
        new ContainerServer.PortPair(port, ETCD_PORT),
        environment,
        () -> {
          if (!HttpProbe.get("http://127.0.0.1:" + port + "/health").contains("true")) {
            throw new IOException("etcd is not healthy");
          }
        });
  }

  private static Server kafka(ComposeImages images, Path folder, int port) {
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("CLUSTER_ID", "5L6g3nShT-eMCtK--X86sw"),
            Map.entry("KAFKA_NODE_ID", "1"),
            Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
            Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
            Map.entry("KAFKA_LISTENERS", "OUTSIDE://:" + KAFKA_PORT + ",CONTROLLER://:9093"),
            Map.entry("KAFKA_ADVERTISED_LISTENERS", "OUTSIDE://127.0.0.1:" + port),
            Map.entry(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "OUTSIDE"),
            Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
            Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
            Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
            Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"));
    return new ContainerServer(
        "kafka",
        folder,
        images.of("apache/kafka"),
        new ContainerServer.PortPair(port, KAFKA_PORT),
        environment,
        () -> askKafka("127.0.0.1:" + port));
  }

  private static Server elasticsearch(ComposeImages images, Path folder, int port) {
    Map<String, String> environment =
        Map.of(
            "ES_JAVA_OPTS", "-Xms1g -Xmx1g",
            "discovery.type", "single-node",
            // Build machines often can't raise vm.max_map_count.
            "node.store.allow_mmap", "false",
            "cluster.routing.allocation.disk.threshold_enabled", "false",
            "xpack.security.enabled", "false");
    return new ContainerServer(
        "elasticsearch",
        folder,
        images.of("elasticsearch/elasticsearch"),
        new ContainerServer.PortPair(port, ELASTICSEARCH_PORT),
        environment,
        () ->
            HttpProbe.get(
                "http://127.0.0.1:" + port + "/_cluster/health?wait_for_status=yellow&timeout=2s"));
  }

  private static void askKafka(String address) throws IOException {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", address);
    settings.put("default.api.timeout.ms", String.valueOf(PROBE_SECONDS * 1_000));
    settings.put("request.timeout.ms", String.valueOf(PROBE_SECONDS * 1_000));
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().nodes().get(PROBE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  private static int free(Ports ports) {
    try {
      return ports.free();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
