package tributary.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tributary.agent.configure.CollectSettings;
import tributary.agent.journal.JournalSettings;
import tributary.agent.read.ReadSettings;
import tributary.agent.send.SendSettings;
import tributary.common.etcd.EtcdSettings;
import tributary.common.http.HttpAddress;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.TopicSettings;
import tributary.common.settings.Section;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/**
 * All settings of the agent (DESIGN §8); {@code reference.conf} says what each means.
 *
 * @param id the agent's name
 * @param addresses by which the host is known; empty to look at its interfaces
 * @param dataDir folder of the journal and the saved configuration
 * @param collect what is reloaded when the file changes
 * @param permissions what may be read and where it may go
 * @param read how files are looked for and read
 * @param send how events are sent
 * @param journal how positions are kept
 * @param stopTimeout how long a stop waits for what is in flight
 * @param http where the agent serves its state
 * @param etcd how etcd is reached; empty if only the local file says what is collected
 * @param kafka what Kafka's clients are told
 * @param topics how missing topics are made
 */
public record AgentSettings(
    String id,
    List<String> addresses,
    Path dataDir,
    CollectSettings collect,
    Permissions permissions,
    ReadSettings read,
    SendSettings send,
    JournalSettings journal,
    Duration stopTimeout,
    HttpAddress http,
    Optional<EtcdSettings> etcd,
    KafkaSettings kafka,
    TopicSettings topics) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int MIN_CHUNK = 4 * 1024;
  private static final int MAX_CHUNK = 16 * 1024 * 1024;
  private static final int MILLION = 1_000_000;

  public AgentSettings {
    addresses = List.copyOf(addresses);
  }

  /**
   * Reads the file.
   *
   * @throws SettingsException with every problem
   */
  public static AgentSettings read(SettingsFile file) throws SettingsException {
    Section agent = file.section("agent");
    AgentSettings settings =
        new AgentSettings(
            id(agent),
            agent.texts("addresses"),
            Path.of(agent.text("data-dir")).toAbsolutePath().normalize(),
            CollectSettings.read(agent),
            Permissions.read(agent),
            read(agent.section("read")),
            SendSettings.read(agent.section("send")),
            journal(agent),
            agent.duration("stop-timeout"),
            HttpAddress.read(agent.section("http")),
            EtcdSettings.optional(file.section("etcd")),
            KafkaSettings.read(file.section("kafka")),
            TopicSettings.read(file.section("topics")));
    file.finish();
    return settings;
  }

  /** The id stands in keys of etcd, so it may hold no slash. */
  private static String id(Section agent) {
    Optional<String> configured = agent.optionalText("id");
    if (configured.isPresent()) {
      if (configured.get().contains("/") || configured.get().isBlank()) {
        agent.problem("id", "must be a name without a slash, is " + configured.get());
      }
      return configured.get();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      agent.problem("id", "must be set: this host's own name is not known");
      return "unknown";
    }
  }

  private static ReadSettings read(Section read) {
    return new ReadSettings(
        positive(read, "poll"),
        positive(read, "discover"),
        (int) read.bytes("chunk", MIN_CHUNK, MAX_CHUNK),
        read.number("max-open", 1, MILLION),
        read.bytes("max-held", 0, Long.MAX_VALUE),
        read.number("max-files", 1, 100 * MILLION),
        read.duration("rotated-wait"));
  }

  private static JournalSettings journal(Section agent) {
    Section journal = agent.section("journal");
    return new JournalSettings(
        positive(journal, "interval"), positive(journal, "keep"), agent.flag("bind-machine"));
  }

  private static Duration positive(Section section, String key) {
    Duration duration = section.duration(key);
    if (duration.compareTo(SHORTEST) < 0) {
      section.problem(key, "must be at least 1ms");
      return SHORTEST;
    }
    return duration;
  }
}
