package tributary.transfer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tributary.common.collect.Glob;
import tributary.common.collect.TopicName;
import tributary.common.elastic.ElasticsearchSettings;
import tributary.common.etcd.EtcdSettings;
import tributary.common.http.HttpAddress;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.TopicSettings;
import tributary.common.settings.Section;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;
import tributary.transfer.bulk.BulkSettings;
import tributary.transfer.consume.ConsumeSettings;
import tributary.transfer.document.IndexPattern;

/**
 * The transfer's settings.
 *
 * @param names what it consumes and under which names
 * @param consume how
 * @param index how indices are named
 * @param bulk how documents are sent
 * @param deadLetters where they go
 * @param http where its pages are served
 * @param servers what it connects to
 */
public record TransferSettings(
    Names names,
    ConsumeSettings consume,
    IndexPattern index,
    BulkSettings bulk,
    DeadLetterSettings deadLetters,
    HttpAddress http,
    Servers servers) {

  private static final int MAX_DOCS = 100_000;
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;
  private static final int MAX_IN_FLIGHT = 64;

  /**
   * What is consumed.
   *
   * @param topics whatever etcd says
   * @param allowed globs that every topic must match
   * @param collectPrefixes keys of etcd whose entries name topics
   */
  public record Names(List<String> topics, List<Glob> allowed, List<String> collectPrefixes) {}

  /**
   * What is connected to.
   *
   * @param etcd names topics
   * @param elasticsearch takes documents
   * @param topics how a dead letters' topic is made
   */
  public record Servers(
      EtcdSettings etcd, ElasticsearchSettings elasticsearch, TopicSettings topics) {}

  /** Reads them; throws all problems at once. */
  static TransferSettings read(SettingsFile file) throws SettingsException {
    Section transfer = file.section("transfer");
    BulkSettings bulk = bulk(transfer);
    IndexPattern index = index(transfer);
    TransferSettings settings =
        new TransferSettings(
            names(transfer),
            consume(transfer, file.section("kafka"), bulk, index),
            index,
            bulk,
            DeadLetterSettings.read(transfer.section("dead-letters")),
            HttpAddress.read(transfer.section("http")),
            new Servers(
                EtcdSettings.read(file.section("etcd")),
                ElasticsearchSettings.read(file.section("elasticsearch")),
                TopicSettings.read(file.section("topics"))));
    file.finish();
    return settings;
  }

  private static Names names(Section transfer) {
    List<String> topics = transfer.texts("topics");
    for (String topic : topics) {
      TopicName.problem(topic).ifPresent(rule -> transfer.problem("topics", rule));
    }
    List<String> prefixes = transfer.texts("collect-prefixes");
    if (prefixes.stream().anyMatch(String::isEmpty)) {
      transfer.problem("collect-prefixes", "must not be empty");
    }
    List<String> given = prefixes.stream().filter(prefix -> !prefix.isEmpty()).toList();
    return new Names(topics, globs(transfer), given);
  }

  private static List<Glob> globs(Section transfer) {
    List<Glob> globs = new ArrayList<>();
    for (String text : transfer.texts("allow-topics")) {
      try {
        globs.add(Glob.compile(text));
      } catch (IllegalArgumentException e) {
        transfer.problem("allow-topics", e.getMessage());
      }
    }
    return globs;
  }

  private static ConsumeSettings consume(
      Section transfer, Section kafka, BulkSettings bulk, IndexPattern index) {
    String group = transfer.text("group");
    if (group.isBlank()) {
      transfer.problem("group", "must not be empty");
    }
    // What is in flight and as much being filled. More only lets the collector copy it about.
    long budget = 2 * bulk.maxBytes() * bulk.inFlight();
    return new ConsumeSettings(
        KafkaSettings.read(kafka),
        transfer.optionalText("id").orElseGet(TransferSettings::hostName),
        group,
        transfer.duration("topic-idle"),
        index.period().isPresent(),
        budget,
        transfer.duration("stop-timeout"));
  }

  private static BulkSettings bulk(Section transfer) {
    Section batch = transfer.section("batch");
    Section retry = transfer.section("retry");
    Duration first = positive(retry, "first");
    Duration max = positive(retry, "max");
    if (max.compareTo(first) < 0) {
      retry.problem("max", "must not be below first, " + first);
      max = first;
    }
    return new BulkSettings(
        batch.number("max-docs", 1, MAX_DOCS),
        batch.bytes("max-bytes", 64 * KIB, 90 * MIB),
        batch.duration("linger"),
        transfer.number("in-flight", 1, MAX_IN_FLIGHT),
        first,
        max);
  }

  private static Duration positive(Section section, String key) {
    Duration duration = section.duration(key);
    if (duration.isZero()) {
      section.problem(key, "must be positive");
      return Duration.ofMillis(1);
    }
    return duration;
  }

  private static IndexPattern index(Section transfer) {
    try {
      IndexPattern pattern = IndexPattern.parse(transfer.text("index"));
      if (pattern.before().startsWith("tributary-")) {
        transfer.problem("index", "indices that begin with tributary- are Tributary's own");
      }
      return pattern;
    } catch (IllegalArgumentException e) {
      transfer.problem("index", e.getMessage());
      return IndexPattern.TOPIC;
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "transfer";
    }
  }
}
