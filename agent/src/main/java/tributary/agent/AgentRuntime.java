package tributary.agent;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.configure.CollectFollower;
import tributary.agent.configure.Host;
import tributary.agent.configure.KeySource;
import tributary.agent.configure.LocalFile;
import tributary.agent.journal.DataFolder;
import tributary.agent.journal.DataHome;
import tributary.agent.journal.HostIdentity;
import tributary.agent.read.Clocks;
import tributary.agent.report.FileReports;
import tributary.agent.send.KafkaEventSink;
import tributary.common.http.AdminServer;
import tributary.common.lifecycle.Closer;
import tributary.common.lifecycle.ProgramMain;
import tributary.common.lifecycle.Running;
import tributary.common.settings.SettingsFile;

/**
 * The agent, wired: etcd, the sender, the files, the configuration that moves them, and the pages
 * that show them. What is registered last is closed first, so that reading ends before sending.
 */
final class AgentRuntime implements Running {
  private static final Logger log = LoggerFactory.getLogger(AgentRuntime.class);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final Closer closer = new Closer();
  private final Clocks clocks = Clocks.system();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final AgentSettings settings;
  private final Path file;
  private KafkaEventSink sink;
  private CollectFollower follower;
  private Tailing tailing;
  private FileReports reports;
  private AdminServer admin;

  private AgentRuntime(AgentSettings settings, Path file) {
    this.settings = settings;
    this.file = file;
  }

  /**
   * Starts an agent.
   *
   * @param file the settings file, which is followed
   * @throws Exception when it can't run at all; nothing stays open then
   */
  static AgentRuntime start(AgentSettings settings, Path file) throws Exception {
    AgentRuntime runtime = new AgentRuntime(settings, file.toAbsolutePath());
    try {
      runtime.start();
      return runtime;
    } catch (Exception e) {
      runtime.close();
      throw e;
    }
  }

  private void start() throws Exception {
    makeDataDir();
    Surroundings surroundings = closer.register(surroundings());
    sink =
        closer.register(
            KafkaEventSink.start(
                settings.id(),
                settings.send(),
                settings.kafka(),
                settings.topics(),
                surroundings.announcer(),
                registry));
    tailing = closer.register(tailing());
    reports = closer.register(new FileReports(settings.id(), tailing::snapshot, sink));
    follower = closer.register(follower(surroundings.keys()));
    Map<String, String> about = about();
    AgentStatus status = new AgentStatus(about, follower, sink, tailing, surroundings::problems);
    admin =
        closer.register(new AdminServer(settings.http(), registry, status::notReady, status::tree));
    admin.start();
    tailing.start();
    reports.start();
    follower.start();
    Presence presence =
        new Presence(settings.id(), about.get("version"), about.get("started"), admin.authority());
    surroundings.present(() -> presence.text(follower.status()));
  }

  /** Where the pages are served. */
  int port() {
    return admin.port();
  }

  @Override
  public void stopIntake() {
    follower.close();
    tailing.stopIntake();
  }

  @Override
  public void close() {
    if (reports != null) {
      drain();
      reports.finish();
    }
    if (sink != null) {
      // Before the files: what it still reports is written down when they are closed.
      sink.close();
    }
    closer.close();
  }

  /** Waits until Kafka has answered for everything that was sent, or the time is over. */
  private void drain() {
    long deadline = System.nanoTime() + settings.stopTimeout().toNanos();
    while (!tailing.settled()) {
      if (System.nanoTime() - deadline >= 0) {
        log.warn(
            "not everything was acknowledged within agent.stop-timeout; it is read again at the"
                + " next start");
        return;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private Tailing tailing() throws IOException, DataFolder.InUse {
    return new Tailing(
        settings.read(),
        settings.journal(),
        new DataHome(settings.dataDir(), HostIdentity.ofThisHost(settings.journal().bindMachine())),
        settings.permissions().pathRules(file, settings.dataDir()),
        sink,
        clocks,
        registry);
  }

  private Surroundings surroundings() throws IOException {
    return settings.etcd().isPresent()
        ? EtcdSurroundings.connect(settings.id(), settings.etcd().get(), clocks.day())
        : Surroundings.NONE;
  }

  private CollectFollower follower(KeySource keys) {
    Counter rejected =
        Counter.builder()
            .name("tributary_agent_config_rejected_total")
            .help("Values of keys, and edits of the settings file, that were not taken.")
            .register(registry);
    return new CollectFollower(
        new Host(settings.id(), settings.addresses(), settings.dataDir(), file, clocks.day()),
        settings.collect(),
        reader(),
        settings.permissions().entryRules(),
        keys,
        tailing::apply,
        rejected);
  }

  /** A broken edit of any key keeps all that was, so the whole file is read. */
  private static LocalFile.Reader reader() {
    return path -> AgentSettings.read(SettingsFile.load(path)).collect();
  }

  private Map<String, String> about() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("id", settings.id());
    about.put("version", ProgramMain.version(new AgentProgram()));
    about.put("started", clocks.day().instant().toString());
    return about;
  }

  private void makeDataDir() throws IOException {
    try {
      Files.createDirectories(settings.dataDir());
    } catch (FileAlreadyExistsException e) {
      throw new IOException("agent.data-dir " + settings.dataDir() + " is no folder", e);
    } catch (IOException e) {
      throw new IOException(
          "agent.data-dir %s can't be made (%s): set another one, or let this user write there"
              .formatted(settings.dataDir(), e),
          e);
    }
  }
}
