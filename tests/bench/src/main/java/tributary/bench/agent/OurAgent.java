package tributary.bench.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tributary.support.process.BuiltJar;

/** The built agent, with the JVM's options of its systemd unit. */
final class OurAgent implements Shipper {
  private final List<String> jvm;

  OurAgent(List<String> jvm) {
    this.jvm = List.copyOf(jvm);
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
            etcd.endpoints = ["http://127.0.0.1:1"]
            kafka { bootstrap.servers = "%s", compression.type = %s }
            """
                .formatted(folder.resolve("data"), entries, target.broker(), target.codec()));
    return java(settings);
  }

  /** The command that runs it with a settings file. */
  List<String> java(Path settings) {
    return BuiltJar.agent().command(jvm, List.of("--config", settings.toString()));
  }
}
