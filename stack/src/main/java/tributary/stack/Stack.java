package tributary.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tributary.stack.StackOptions.Part;
import tributary.stack.fetch.Folders;
import tributary.stack.fetch.ProjectRoot;

/**
 * A real etcd, Kafka and Elasticsearch in one folder: data below data/, output below logs/. Ending
 * this JVM, in any way, ends them. Thread: any.
 */
public final class Stack implements AutoCloseable {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);

  private final ServerFiles files;
  private final Set<Part> parts;
  private final Etcd etcd;
  private final Kafka kafka;
  private final Elasticsearch elasticsearch;

  private Stack(ProjectRoot root, ServerFiles files, StackOptions options) {
    this.files = files;
    this.parts = options.parts();
    this.etcd = new Etcd(root, files, options.port(Part.ETCD), EtcdPeer.alone());
    this.kafka = new Kafka(root, files, options);
    this.elasticsearch = new Elasticsearch(root, files, options);
  }

  /** Its servers, none of them started. */
  public static Stack prepare(Path folder, StackOptions options) {
    try {
      return new Stack(ProjectRoot.find(), new ServerFiles(folder), options);
    } catch (IOException e) {
      throw new StackException(e.getMessage(), e);
    }
  }

  /** Starts the wanted servers side by side and waits until all are ready; none stays otherwise. */
  public static Stack start(Path folder, StackOptions options) {
    Stack stack = prepare(folder, options);
    try {
      stack.start();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Starts those of the wanted servers that don't run, and waits until all are ready. */
  public void start() {
    servers().forEach(Server::start);
    servers().forEach(server -> server.awaitReady(READY_TIMEOUT));
  }

  /** The wanted servers. */
  public List<Server> servers() {
    return parts.stream().sorted().map(this::server).toList();
  }

  private Server server(Part part) {
    return switch (part) {
      case ETCD -> etcd;
      case KAFKA -> kafka;
      case ELASTICSEARCH -> elasticsearch;
    };
  }

  public Etcd etcd() {
    return etcd;
  }

  public Kafka kafka() {
    return kafka;
  }

  public Elasticsearch elasticsearch() {
    return elasticsearch;
  }

  /** Ends all servers in order, so that their next start is quick. */
  public void stop() {
    servers().parallelStream().forEach(Server::stop);
  }

  /** Kills all servers; their files stay. */
  @Override
  public void close() {
    List.of(etcd, kafka, elasticsearch).forEach(Server::close);
  }

  /** Kills all servers and deletes their files. */
  public void delete() {
    close();
    try {
      Folders.delete(files.folder());
    } catch (IOException e) {
      throw new StackException("the servers' files can't be deleted: " + e.getMessage(), e);
    }
  }
}
