package tributary.bench.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tributary.bench.ClassArchive;
import tributary.support.process.BuiltJar;

/**
 * The built agent as it is shipped: with the JVM's options of {@code conf/agent.jvm}, the
 * environment of its systemd unit, and an archive of its classes.
 */
final class OurAgent implements Shipper {
  private static final Path CONF = Path.of(System.getProperty("tributary.root"), "conf");

  private final List<String> jvm;
  private final String etcd;

  /**
   * @param jvm options instead of the shipped ones; empty for those
   * @param archive of its classes, from {@link #archive}; another one is not used
   * @param etcd what its settings say of endpoints, in quotes; empty for an agent without
   */
  OurAgent(List<String> jvm, Path archive, String etcd) {
    List<String> all = new ArrayList<>();
    if (archive != null) {
      all.add("-XX:SharedArchiveFile=" + archive);
    }
    all.addAll(jvm.isEmpty() ? List.of("@" + CONF.resolve("agent.jvm")) : jvm);
    this.jvm = List.copyOf(all);
    this.etcd = etcd;
  }

  /** Makes the archive of classes as the systemd unit makes it. */
  static Path archive(Path folder, boolean etcd) throws IOException, InterruptedException {
    return ClassArchive.make(
        BuiltJar.agent(), folder.resolve("agent.jsa"), etcd ? List.of("etcd") : List.of());
  }

  @Override
  public String name() {
    return "tributary agent";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("MALLOC_ARENA_MAX", "2");
  }

  @Override
  public List<String> command(Path folder, List<Path> files, Target target) throws IOException {
    String entries =
        files.stream()
            .map(file -> "{ path = \"" + file + "\", topic = " + target.topic() + " }")
            .collect(Collectors.joining("\n"));
    Path settings =
        Files.writeString(
            folder.resolve("agent.conf"),
            """
            agent {
              id = web-17
              data-dir = "%s"
              http.port = 0
              collect = [%s]
            }
            etcd.endpoints = [%s]
            kafka { bootstrap.servers = "%s", compression.type = %s }
            """
                .formatted(folder.resolve("data"), entries, etcd, target.broker(), target.codec()));
    return java(settings);
  }

  /** What its settings say of etcd's endpoints. */
  String etcd() {
    return etcd;
  }

  /** The command that runs it with a settings file. */
  List<String> java(Path settings) {
    return BuiltJar.agent().command(jvm, List.of("--config", settings.toString()));
  }
}
