package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.process.BuiltJar;

/** The jars' options and exit codes (DESIGN §3). */
@ExtendWith(PipelineExtension.class)
class CommandLineIT {
  @TempDir private Path folder;

  private final Pipeline pipeline;

  CommandLineIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  @DisplayName("--version and --help end with 0, wrong usage with 2")
  void usage() throws Exception {
    for (BuiltJar jar : List.of(BuiltJar.agent(), BuiltJar.transfer(), BuiltJar.console())) {
      assertThat(JarRun.of(jar, "--version").code()).isZero();
      assertThat(JarRun.of(jar, "--version").output()).contains("0.1.0");
      assertThat(JarRun.of(jar, "--help").output()).contains("--config");
      assertThat(JarRun.of(jar, "--no-such-option").code()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("A wrong configuration ends with 2 and lists every problem with file, line and key")
  void wrongConfiguration() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("agent.conf"),
            "agent {\n  raed { poll = 1s }\n  stop-timeout = soon\n}\nkafka.acks = 1\n");

    JarRun result = JarRun.of(BuiltJar.agent(), "--config", config.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.output())
        .contains(config + ":2: unknown key agent.raed, did you mean agent.read?")
        .contains(config + ":3: agent.stop-timeout")
        .contains(config + ":5: kafka.acks: is refused");
  }

  @Test
  @DisplayName("--check tries every server, prints the settings with secrets masked, and ends")
  void check() throws Exception {
    String shared = pipeline.servers() + "elasticsearch { user = elastic, password = hush }\n";
    Path agent =
        Files.writeString(
            folder.resolve("agent.conf"),
            pipeline.servers() + "agent.data-dir = \"" + folder.resolve("data") + "\"\n");
    Path transfer = Files.writeString(folder.resolve("transfer.conf"), shared);

    JarRun ofAgent = JarRun.of(BuiltJar.agent(), "--check", "--config", agent.toString());
    JarRun ofTransfer = JarRun.of(BuiltJar.transfer(), "--check", "--config", transfer.toString());

    assertThat(ofAgent.output()).contains("ok").doesNotContain("FAILED");
    assertThat(ofAgent.code()).isZero();
    assertThat(ofTransfer.output())
        .contains("elasticsearch.password = ****")
        .doesNotContain("hush");
    assertThat(ofTransfer.code()).isZero();
  }

  @Test
  @DisplayName("--check ends with 1 when a server is away, and says which")
  void checkWithoutServers() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("agent.conf"),
            """
            etcd.endpoints = ["http://127.0.0.1:1"]
            kafka { bootstrap.servers = "127.0.0.1:1", default.api.timeout.ms = 2000 }
            kafka.request.timeout.ms = 2000
            agent.data-dir = "%s"
            """
                .formatted(folder.resolve("data")));

    JarRun result = JarRun.of(BuiltJar.agent(), "--check", "--config", config.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("FAILED  etcd").contains("FAILED  ").contains("afka");
  }

  @Test
  @DisplayName("A port in use ends the start with 1 and names the port")
  void portInUse() throws Exception {
    int port = URI.create("http://" + pipeline.transfer().address()).getPort();
    Path config =
        Files.writeString(
            folder.resolve("agent.conf"),
            pipeline.servers()
                + "agent { data-dir = \"%s\", http.port = %d }"
                    .formatted(folder.resolve("data"), port));

    JarRun result = JarRun.of(BuiltJar.agent(), "--config", config.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("port " + port);
  }
}
