package tributary.bench.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tributary.support.process.BuiltJar;

/**
 * A built transfer, by default this build's, started as its systemd unit does.
 *
 * @param name in the table
 * @param port of its pages; 0 lets the system choose
 */
record OurTransfer(String name, BuiltJar jar, List<String> jvm, int port) implements Mover {
  static final String NAME = "tributary transfer";

  OurTransfer {
    jvm = List.copyOf(jvm);
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
  public List<String> command(Path folder, Route route) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("transfer.conf"),
            """
            transfer {
              group = "%s", topics = ["%s"], allow-topics = ["%s"], http.port = %d
            }
            etcd.endpoints = ["http://127.0.0.1:1"]
            kafka.bootstrap.servers = "%s"
            elasticsearch.hosts = ["%s"]
            """
                .formatted(
                    route.group(),
                    route.topic(),
                    route.topic(),
                    port,
                    route.broker(),
                    route.elasticsearch()));
    return jar.command(jvm, List.of("--config", settings.toString()));
  }
}
