package tributary.console.servers;

import java.time.Duration;
import tributary.common.elastic.ElasticsearchSettings;
import tributary.common.etcd.EtcdSettings;
import tributary.common.http.HttpAddress;
import tributary.common.kafka.KafkaSettings;
import tributary.common.settings.Section;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/**
 * The console's settings.
 *
 * @param http where the web console listens
 * @param host this machine's name among the agents' ids
 * @param patience how long a word waits for a server's answer
 * @param group the transfers' consumer group
 */
public record ConsoleSettings(
    HttpAddress http,
    String host,
    Duration patience,
    String group,
    EtcdSettings etcd,
    KafkaSettings kafka,
    ElasticsearchSettings elasticsearch) {

  /**
   * Reads the whole file.
   *
   * @throws SettingsException with every problem in it
   */
  public static ConsoleSettings read(SettingsFile file) throws SettingsException {
    Section console = file.section("console");
    Duration patience = console.duration("patience");
    if (patience.toMillis() < 1) {
      console.problem("patience", "must be at least 1ms");
    }
    ConsoleSettings settings =
        new ConsoleSettings(
            HttpAddress.read(console.section("http")),
            console.optionalText("host").orElseGet(HostName::own),
            patience,
            file.section("transfer").text("group"),
            EtcdSettings.read(file.section("etcd")),
            KafkaSettings.read(file.section("kafka")),
            ElasticsearchSettings.read(file.section("elasticsearch")));
    file.finish();
    return settings;
  }
}
