package tributary.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tributary.agent.send.KafkaCheck;
import tributary.common.etcd.EtcdConnection;
import tributary.common.etcd.EtcdSettings;
import tributary.common.lifecycle.Check;
import tributary.common.lifecycle.Program;
import tributary.common.lifecycle.Running;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/** The agent as a program: its settings, what {@code --check} tries, and its start. */
final class AgentProgram implements Program<AgentSettings> {
  @Override
  public String name() {
    return "tributary-agent";
  }

  @Override
  public String description() {
    return "Tails the files that etcd tells it to, and sends each line to Kafka.";
  }

  @Override
  public AgentSettings settings(SettingsFile file) throws SettingsException {
    return AgentSettings.read(file);
  }

  @Override
  public List<Check> checks(AgentSettings settings) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("data folder " + settings.dataDir(), () -> dataDir(settings.dataDir())));
    settings.etcd().ifPresent(etcd -> checks.add(check(etcd)));
    checks.add(
        new Check(
            "Kafka " + settings.kafka().bootstrapServers(),
            () -> KafkaCheck.run(settings.kafka())));
    return checks;
  }

  private static Check check(EtcdSettings etcd) {
    String endpoints =
        etcd.endpoints().stream().map(URI::toString).collect(Collectors.joining(","));
    return new Check("etcd " + endpoints, () -> etcd(etcd));
  }

  @Override
  public Running start(AgentSettings settings, Path configFile) throws Exception {
    return AgentRuntime.start(settings, configFile);
  }

  private static String dataDir(Path folder) throws Exception {
    Path existing = folder;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new IOException(existing + " is no folder that can be written to");
    }
    return existing.equals(folder) ? "can be written to" : "can be made in " + existing;
  }

  private static String etcd(EtcdSettings settings) throws Exception {
    try (EtcdConnection connection = EtcdConnection.connect(settings)) {
      return connection.check();
    }
  }
}
