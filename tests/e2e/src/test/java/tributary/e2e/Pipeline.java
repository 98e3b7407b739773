package tributary.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import tributary.stack.process.Ports;
import tributary.support.delivery.Elastic;
import tributary.support.delivery.ExactlyOnce;
import tributary.support.delivery.IndexedDocuments;
import tributary.support.delivery.TopicRecords;
import tributary.support.load.LoggingProgram;
import tributary.support.process.BuiltJar;
import tributary.support.process.ProgramProcess;

/**
 * A real etcd, Kafka and Elasticsearch, and one transfer, shared by all tests of this JVM; agents
 * are each test's own. Lies below target/, its logs too.
 */
final class Pipeline implements AutoCloseable {
  /** Until a live change is in force, on a loaded machine. */
  static final Duration SOON = Duration.ofMinutes(1);

  /** Until everything written is searchable, on a loaded machine. */
  static final Duration SETTLED = Duration.ofMinutes(3);

  private static final Duration READY = Duration.ofMinutes(2);

  private final Path folder = Path.of("target", "e2e").toAbsolutePath();
  private final Servers stack;
  private final Keys keys;
  private final ProgramProcess transfer;

  Pipeline() {
    stack = Servers.prepare(folder.resolve("stack"));
    stack.start();
    keys = new Keys("http://" + stack.etcd().address());
    transfer = program("transfer", BuiltJar.transfer(), "transfer.group = e2e");
    transfer.start();
    transfer.awaitReady(READY);
  }

  Servers stack() {
    return stack;
  }

  Keys keys() {
    return keys;
  }

  ProgramProcess transfer() {
    return transfer;
  }

  /** Starts a program again after a kill, and waits until it is ready. */
  void restart(ProgramProcess program) {
    program.start();
    program.awaitReady(READY);
  }

  /** An agent of its own id and data folder, not yet started. */
  AgentHost host(String name) {
    String id = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    return new AgentHost(this, id, newFolder(id));
  }

  /** A topic's name that no other test uses. */
  String topic(String name) {
    return name + "_" + UUID.randomUUID().toString().substring(0, 8);
  }

  Elastic elastic() {
    return new Elastic(stack.elasticsearch().address());
  }

  IndexedDocuments documents(String topic) {
    return new IndexedDocuments(elastic(), topic);
  }

  TopicRecords records(String topic) {
    return new TopicRecords(stack.kafka().address(), topic);
  }

  /** All that the program wrote is indexed exactly once, and nothing else. */
  ExactlyOnce exactlyOnce(LoggingProgram program, String topic) {
    return new ExactlyOnce(documents(topic), program::written);
  }

  /** A program with the stack's addresses and a free port in its settings. */
  ProgramProcess program(String name, BuiltJar jar, String settings) {
    int port = freePort();
    String module = jar.equals(BuiltJar.transfer()) ? "transfer" : "agent";
    return new ProgramProcess(name, jar, newFolder(name), port)
        .configure(servers() + module + ".http.port = " + port + "\n" + settings + "\n");
  }

  /** The sections that name the servers. */
  String servers() {
    return """
        etcd.endpoints = ["http://%s"]
        kafka.bootstrap.servers = "%s"
        elasticsearch.hosts = ["http://%s"]
        """
        .formatted(
            stack.etcd().address(), stack.kafka().address(), stack.elasticsearch().address());
  }

  private static int freePort() {
    try {
      return new Ports(new Random()).free();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path newFolder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    transfer.close();
    keys.close();
    stack.close();
  }
}
