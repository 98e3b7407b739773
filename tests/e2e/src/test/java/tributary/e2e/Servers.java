package tributary.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tributary.stack.Server;

/**
 * The etcd, Kafka and Elasticsearch that the tests run on: child processes, or with {@code
 * -Dstack=containers} the official images that docker-compose.yml names. Tests see no difference.
 */
interface Servers extends AutoCloseable {
  Duration READY = Duration.ofMinutes(3);

  /** None started, none with data of an earlier run. */
  static Servers prepare(Path folder) {
    String kind = System.getProperty("stack", "processes");
    return switch (kind) {
      case "processes" -> new ChildServers(folder);
      case "containers" -> new ContainerServers(folder);
      default ->
          throw new IllegalArgumentException(
              "-Dstack must be processes or containers, not " + kind);
    };
  }

  Server etcd();

  Server kafka();

  Server elasticsearch();

  /** Starts those that don't run, and waits until all are ready. */
  default void start() {
    List<Server> all = List.of(etcd(), kafka(), elasticsearch());
    all.forEach(Server::start);
    all.forEach(server -> server.awaitReady(READY));
  }

  /** Ends all of them at once. */
  @Override
  default void close() {
    List.of(etcd(), kafka(), elasticsearch()).forEach(Server::close);
  }
}
