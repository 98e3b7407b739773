package tributary.bench.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tributary.support.process.BuiltJar;

/** The built transfer, with the JVM's options of its systemd unit. */
final class OurTransfer implements Mover {
  private final List<String> jvm;

  OurTransfer(List<String> jvm) {
    this.jvm = List.copyOf(jvm);
  }

  @Override
  public String name() {
    return "tributary transfer";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public List<String> command(Path folder, Route route) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("transfer.conf"),
            """
            transfer {
              group = "%s", topics = ["%s"], allow-topics = ["%s"], http.port = 0
            }
            etcd.endpoints = ["http://127.0.0.1:1"]
            kafka.bootstrap.servers = "%s"
            elasticsearch.hosts = ["%s"]
            """
                .formatted(
                    route.group(),
                    route.topic(),
                    route.topic(),
                    route.broker(),
                    route.elasticsearch()));
    return BuiltJar.transfer().command(jvm, List.of("--config", settings.toString()));
  }
}
