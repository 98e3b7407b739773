package tributary.stack.box;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tributary.stack.ChildServer;
import tributary.stack.Server;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;

/**
 * The background process: runs the servers, the agent and the transfer, starts again what ends, and
 * writes access-log lines. Threads: main starts and then looks after all; the shutdown hook ends
 * it.
 */
final class Daemon {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final long LOG_BYTES = 5L << 20;
  private static final int LOGS_KEPT = 3;

  private final BoxFolder folder;
  private final FileLock lock;
  private final Consumer<String> notes;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Stack stack;
  private final List<ChildServer> programs;

  @GuardedBy("this")
  private BoxState written = new BoxState(List.of());

  /**
   * Nothing is started yet.
   *
   * @param lock says that the box runs; held here, since a lock that nobody refers to is let go
   */
  Daemon(BoxFolder folder, FileLock lock, BoxPorts ports, Consumer<String> notes) {
    this.folder = folder;
    this.lock = lock;
    this.notes = notes;
    this.stack =
        Stack.prepare(
            folder.path(),
            StackOptions.defaults()
                .withPorts(
                    Map.of(
                        Part.ETCD, ports.of(BoxPart.ETCD),
                        Part.KAFKA, ports.of(BoxPart.KAFKA),
                        Part.ELASTICSEARCH, ports.of(BoxPart.ELASTICSEARCH))));
    this.programs =
        List.of(
            new JavaProgram(folder, BoxPart.AGENT, ports),
            new JavaProgram(folder, BoxPart.TRANSFER, ports));
  }

  /** Starts all and waits until all is ready. The programs wait for Elasticsearch themselves. */
  void start() throws IOException {
    begin(stack.servers());
    ready(stack.etcd());
    ready(stack.kafka());
    begin(programs);
    ready(stack.elasticsearch());
    programs.forEach(this::ready);
  }

  private synchronized void begin(List<? extends Server> servers) throws IOException {
    if (!stopping()) {
      servers.forEach(Server::start);
      writeState();
    }
  }

  private void ready(Server server) {
    server.awaitReady(READY_TIMEOUT);
    notes.accept(server.name() + " answers on " + server.address());
  }

  /** Looks after all until {@link #stop}. */
  void keep(Consumer<String> log) throws IOException, InterruptedException {
    List<Keeper> keepers =
        children().map(child -> new Keeper(child, System::nanoTime, log)).toList();
    AccessLine lines = new AccessLine(RandomGenerator.getDefault());
    RotatedFile file = new RotatedFile(folder.accessLog(), LOG_BYTES, LOGS_KEPT);
    while (!stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      file.append(lines.at(InstantSource.system().instant()));
      look(keepers);
    }
  }

  private synchronized void look(List<Keeper> keepers) throws IOException {
    if (!stopping()) {
      keepers.forEach(Keeper::look);
      writeState();
    }
  }

  /** Ends the programs in order, so that they can write their positions, then the servers. */
  void stop() throws IOException {
    stopped.countDown();
    synchronized (this) {
      programs.parallelStream().forEach(Server::stop);
      stack.stop();
      Files.deleteIfExists(folder.state());
      lock.release();
    }
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  private Stream<ChildServer> children() {
    return Stream.of(
            Stream.of(stack.etcd()),
            stack.kafka().brokers().stream(),
            Stream.of(stack.elasticsearch()),
            programs.stream())
        .flatMap(children -> children);
  }

  @GuardedBy("this")
  private void writeState() throws IOException {
    List<BoxState.Entry> entries = new ArrayList<>();
    entries.add(new BoxState.Entry("box", ProcessHandle.current().pid(), "-"));
    children()
        .forEach(
            child ->
                child
                    .pid()
                    .ifPresent(
                        pid ->
                            entries.add(new BoxState.Entry(child.name(), pid, child.address()))));
    BoxState now = new BoxState(entries);
    if (!now.equals(written)) {
      now.write(folder.state());
      written = now;
    }
  }
}
