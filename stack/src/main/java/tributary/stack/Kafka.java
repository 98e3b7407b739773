package tributary.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tributary.stack.KafkaNode.NodePorts;
import tributary.stack.StackOptions.Part;
import tributary.stack.fetch.ProjectRoot;

/** A Kafka cluster; what is done to it is done to all its brokers. */
public final class Kafka implements Server {
  private final List<KafkaBroker> brokers;

  Kafka(ProjectRoot root, ServerFiles files, StackOptions options) {
    List<NodePorts> ports =
        IntStream.rangeClosed(1, options.brokers())
            .mapToObj(
                id ->
                    new NodePorts(
                        id == 1 ? options.port(Part.KAFKA) : ServerPort.ofAnyFree(),
                        ServerPort.ofAnyFree()))
            .toList();
    this.brokers =
        IntStream.rangeClosed(1, options.brokers())
            .mapToObj(id -> new KafkaBroker(root, files, new KafkaNode(id, ports, options)))
            .toList();
  }

  /** In the order of their ids; the first is a controller too. */
  public List<KafkaBroker> brokers() {
    return brokers;
  }

  @Override
  public String name() {
    return "kafka";
  }

  /** All brokers: what clients call bootstrap.servers. */
  @Override
  public String address() {
    return brokers.stream().map(Server::address).collect(Collectors.joining(","));
  }

  @Override
  public void start() {
    brokers.forEach(Server::start);
  }

  @Override
  public void awaitReady(Duration timeout) {
    brokers.forEach(broker -> broker.awaitReady(timeout));
  }

  /** All at once: a broker hands its partitions over to others as long as there are some. */
  @Override
  public void stop() {
    all(Server::stop);
  }

  @Override
  public void kill() {
    all(Server::kill);
  }

  @Override
  public void pause() {
    all(Server::pause);
  }

  @Override
  public void resume() {
    all(Server::resume);
  }

  @Override
  public boolean running() {
    return brokers.stream().anyMatch(Server::running);
  }

  /** The first broker's. */
  @Override
  public Path log() {
    return brokers.get(0).log();
  }

  private void all(Consumer<Server> action) {
    Stream<KafkaBroker> each = brokers.size() > 1 ? brokers.parallelStream() : brokers.stream();
    each.forEach(action);
  }
}
