package tributary.agent;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import tributary.agent.discover.PathRules;
import tributary.agent.journal.DataFolder;
import tributary.agent.journal.DataHome;
import tributary.agent.journal.HostIdentity;
import tributary.agent.journal.JournalSettings;
import tributary.agent.read.Clocks;
import tributary.agent.read.ReadSettings;
import tributary.agent.read.ReadStatus;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;
import tributary.support.files.ManualClock;

/**
 * A tailing on a temporary folder, with a fake sink, that can be stopped, killed and started again.
 */
final class TailingFixture implements AutoCloseable {
  final FakeSink sink = new FakeSink();
  final ManualClock clock = new ManualClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  final Path logs;
  final Path data;
  private List<CollectEntry> entries = List.of();
  private int chunk = 8 * 1024;
  private Duration rotatedWait = Duration.ofMillis(300);
  private int maxOpen = 1000;
  private long maxHeld;
  private Duration keep = Duration.ofDays(7);
  private HostIdentity host = new HostIdentity(Optional.of("machine"), Optional.of("boot"));
  private LongSupplier nanos = System::nanoTime;
  private PrometheusRegistry registry;
  private Tailing tailing;
  private Runnable afterRecovery = () -> {};

  TailingFixture(Path folder) {
    try {
      Path real = folder.toRealPath();
      logs = Files.createDirectories(real.resolve("logs"));
      data = real.resolve("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TailingFixture chunk(int bytes) {
    chunk = bytes;
    return this;
  }

  TailingFixture rotatedWait(Duration wait) {
    rotatedWait = wait;
    return this;
  }

  TailingFixture maxOpen(int files) {
    maxOpen = files;
    return this;
  }

  TailingFixture maxHeld(long bytes) {
    maxHeld = bytes;
    return this;
  }

  TailingFixture keep(Duration time) {
    keep = time;
    return this;
  }

  /** What waits and rates are measured by. */
  TailingFixture nanos(LongSupplier source) {
    nanos = source;
    return this;
  }

  /** From the next start on it runs on this machine, after this start of the system. */
  TailingFixture host(String machine, String boot) {
    host = new HostIdentity(Optional.of(machine), Optional.of(boot));
    return this;
  }

  CollectEntry entry(String name, String topic) {
    return CollectEntry.of(logs.resolve(name).toString(), topic);
  }

  TailingFixture apply(CollectEntry... wanted) {
    entries = List.of(wanted);
    if (tailing != null) {
      tailing.apply(entries);
    }
    return this;
  }

  TailingFixture start() {
    ReadSettings read =
        new ReadSettings(
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            chunk,
            maxOpen,
            maxHeld,
            10_000,
            rotatedWait);
    JournalSettings journal = new JournalSettings(Duration.ofMillis(20), keep, true);
    PathRules rules = new PathRules(List.of(Glob.compile("/**")), List.of(), List.of());
    registry = new PrometheusRegistry();
    try {
      tailing =
          new Tailing(
              read,
              journal,
              new DataHome(data, host),
              rules,
              sink,
              new Clocks(clock, nanos),
              registry);
    } catch (DataFolder.InUse e) {
      throw new IllegalStateException(e);
    }
    afterRecovery.run();
    afterRecovery = () -> {};
    tailing.start();
    tailing.apply(entries);
    return this;
  }

  /** What a counter or a gauge says of all its labels together. */
  double metric(String name) {
    double sum = 0;
    for (MetricSnapshot metric : registry.scrape()) {
      boolean wanted = metric.getMetadata().getName().equals(name.replace("_total", ""));
      for (DataPointSnapshot point :
          wanted ? metric.getDataPoints() : List.<DataPointSnapshot>of()) {
        sum +=
            point instanceof CounterSnapshot.CounterDataPointSnapshot counter
                ? counter.getValue()
                : ((GaugeSnapshot.GaugeDataPointSnapshot) point).getValue();
      }
    }
    return sum;
  }

  /** Does something at the next start between the reading of the journal and the first write. */
  TailingFixture afterRecovery(Runnable action) {
    afterRecovery = action;
    return this;
  }

  /** Ends it in good order. */
  void stop() {
    try {
      tailing.stopIntake();
      tailing.close();
      tailing = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as kill -9 would: the data folder is as it was at some moment before. */
  void kill() {
    try {
      sink.room(0);
      if (!Files.exists(killed())) {
        copyData();
      }
      sink.forgetUnacknowledged();
      stop();
      deleteAll(data);
      Files.move(killed(), data);
      sink.flow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next kill leaves the data folder as it is when the next event is handed over. */
  void killedAtNextEvent() {
    sink.beforeNext(
        () -> {
          try {
            copyData();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Path killed() {
    return data.resolveSibling("data.killed");
  }

  private void copyData() throws IOException {
    deleteAll(killed());
    Files.createDirectories(killed());
    for (String name : List.of("lock", "entries", "journal.before", "journal")) {
      if (Files.exists(data.resolve(name))) {
        Files.copy(data.resolve(name), killed().resolve(name));
      }
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  Tailing tailing() {
    return tailing;
  }

  /** Where the open files stand. */
  List<ReadStatus> open() {
    return tailing.contents().stream().filter(status -> !status.closed()).toList();
  }

  @Override
  public void close() {
    if (tailing != null) {
      stop();
    }
  }
}
