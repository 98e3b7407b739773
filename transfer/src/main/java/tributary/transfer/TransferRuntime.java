package tributary.transfer;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.elasticsearch.client.RestClient;
import tributary.common.elastic.ElasticsearchConnection;
import tributary.common.http.AdminServer;
import tributary.common.lifecycle.Closer;
import tributary.common.lifecycle.FatalErrors;
import tributary.common.lifecycle.ProgramMain;
import tributary.common.lifecycle.Running;
import tributary.transfer.bulk.BulkEngine;
import tributary.transfer.bulk.BulkMetrics;
import tributary.transfer.bulk.IndexSetup;
import tributary.transfer.bulk.RestBulkTransport;
import tributary.transfer.consume.Catalogue;
import tributary.transfer.consume.CatalogueKeeper;
import tributary.transfer.consume.ConsumeMetrics;
import tributary.transfer.consume.ConsumeSettings;
import tributary.transfer.consume.ConsumerClients;
import tributary.transfer.consume.ConsumerLoop;
import tributary.transfer.consume.NamedTopics;
import tributary.transfer.consume.OwnedPartition;
import tributary.transfer.deadletter.DeadLetters;
import tributary.transfer.deadletter.KafkaLetterClients;
import tributary.transfer.fetch.FetchNetwork;

/**
 * Wires the transfer. What is registered last is closed first: the consumer drains while all that
 * it needs still runs.
 */
final class TransferRuntime implements Running {

  private final TransferSettings settings;
  private final String started = Instant.now().toString();
  private final Closer closer = new Closer();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, named("transfer-clock"));
  private final BulkEngine bulk;
  private final DeadLetters deadLetters;
  private final CatalogueKeeper catalogue;
  private final EtcdTopics etcd;
  private final ElasticsearchPing ping;
  private final TopicsReload reload;
  private final ConsumerLoop consumer;
  private final AdminServer pages;

  private TransferRuntime(TransferSettings settings, Path configFile, Probes probes)
      throws Exception {
    this.settings = settings;
    pages =
        closer.register(new AdminServer(settings.http(), registry, this::notReady, this::status));
    closer.register(clock::shutdownNow);
    ElasticsearchConnection elasticsearch =
        closer.register(ElasticsearchConnection.connect(settings.servers().elasticsearch()));
    ping = new ElasticsearchPing(elasticsearch, TransferRuntime::endThread);
    deadLetters = closer.register(deadLetters());
    bulk = closer.register(engine(elasticsearch.rest()));
    ExecutorService pool = pool();
    closer.register(pool::shutdownNow);
    WorkerSteps steps = new WorkerSteps(pool, new CursorPool(), bulk, deadLetters, probes);
    Wake wake = new Wake();
    NamedTopics names = new NamedTopics(settings.names().allowed(), wake);
    ConsumeSettings consume = settings.consume();
    catalogue =
        closer.register(
            new CatalogueKeeper(
                consume, names, settings.deadLetters().companions(), System::nanoTime));
    wake.target = catalogue::poke;
    etcd =
        closer.register(
            new EtcdTopics(settings.servers().etcd(), settings.names().collectPrefixes(), names));
    names.file(settings.names().topics());
    reload = new TopicsReload(configFile, names::file);
    consumer =
        closer.register(
            new ConsumerLoop(
                consume,
                new ConsumerClients(consume, consume.id() + "-" + settings.http().port()),
                new FetchNetwork(consume.kafka(), consume.id()),
                catalogue::catalogue,
                (partition, start) ->
                    new PartitionWorker(partition, start, route(partition), steps),
                new ConsumeMetrics(registry),
                System::nanoTime));
  }

  private void start() throws IOException {
    pages.start();
    ping.start(clock);
    reload.start(clock);
    bulk.start();
    etcd.start();
    catalogue.start();
    consumer.start();
  }

  /** Wires and starts everything; what was started is closed again if the rest fails. */
  static TransferRuntime start(TransferSettings settings, Path configFile, Probes probes)
      throws Exception {
    TransferRuntime runtime = new TransferRuntime(settings, configFile, probes);
    try {
      runtime.start();
    } catch (IOException e) {
      runtime.close();
      throw e;
    }
    return runtime;
  }

  private Route route(OwnedPartition partition) {
    return Route.of(partition, settings.index(), settings.deadLetters());
  }

  private BulkEngine engine(RestClient rest) {
    return new BulkEngine(
        settings.bulk(),
        new RestBulkTransport(rest),
        new IndexSetup(rest),
        new BulkMetrics(registry),
        System::nanoTime,
        Clock.systemUTC());
  }

  private DeadLetters deadLetters() {
    return new DeadLetters(
        new KafkaLetterClients(settings.consume().kafka(), settings.servers().topics()),
        settings.deadLetters().suffix(),
        registry);
  }

  /** As if it had ended the thread: in a running transfer, {@link FatalErrors} hears of it. */
  private static void endThread(Throwable cause) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
  }

  /** The port of the pages. */
  int port() {
    return pages.port();
  }

  @Override
  public void stopIntake() {
    bulk.flush();
    consumer.stopIntake();
  }

  @Override
  public void close() {
    stopIntake();
    closer.close();
  }

  private List<String> notReady() {
    return Stream.of(catalogue.problem(), consumer.problem(), ping.problem(), etcd.problem())
        .filter(words -> !words.isEmpty())
        .toList();
  }

  TransferStatus status() {
    Catalogue known = catalogue.catalogue();
    Map<String, String> topics = new TreeMap<>();
    known
        .topics()
        .forEach(
            (topic, id) ->
                topics.put(topic, route(new OwnedPartition(topic, id, 0)).index().base()));
    List<String> problems =
        Stream.concat(notReady().stream(), Stream.of(reload.problem(), deadLetters.problem()))
            .filter(words -> !words.isEmpty())
            .toList();
    Map<String, String> crashes = new TreeMap<>();
    crashes.put("consumer", consumer.crashes());
    crashes.put("bulk", bulk.crashes());
    crashes.values().removeIf(String::isEmpty);
    return new TransferStatus(
        settings.consume().id(),
        ProgramMain.version(new TransferMain()),
        started,
        problems,
        crashes,
        topics,
        known.problems(),
        consumer.partitions(),
        bulk.status(),
        bulk.latencies());
  }

  private static ExecutorService pool() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    return Executors.newFixedThreadPool(threads, named("transfer-worker"));
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Breaks the circle between the names and the catalogue that is told of them. */
  private static final class Wake implements Runnable {
    private volatile Runnable target = () -> {};

    @Override
    public void run() {
      target.run();
    }
  }
}
