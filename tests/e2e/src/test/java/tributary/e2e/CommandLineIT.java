package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

  private record Result(int code, String output) {}

  @Test
  @DisplayName("--version and --help end with 0, wrong usage with 2")
  void usage() throws Exception {
    for (BuiltJar jar : List.of(BuiltJar.agent(), BuiltJar.transfer(), BuiltJar.console())) {
      assertThat(run(jar, "--version").code()).isZero();
      assertThat(run(jar, "--version").output()).contains("0.1.0");
      assertThat(run(jar, "--help").output()).contains("--config");
      assertThat(run(jar, "--no-such-option").code()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("A wrong configuration ends with 2 and lists every problem with file, line and key")
  void wrongConfiguration() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("agent.conf"),
            "agent {\n  raed { poll = 1s }\n  stop-timeout = soon\n}\nkafka.acks = 1\n");

    Result result = run(BuiltJar.agent(), "--config", config.toString());

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

    Result ofAgent = run(BuiltJar.agent(), "--check", "--config", agent.toString());
    Result ofTransfer = run(BuiltJar.transfer(), "--check", "--config", transfer.toString());

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
            kafka.bootstrap.servers = "127.0.0.1:1"
            agent.data-dir = "%s"
            """
                .formatted(folder.resolve("data")));

    Result result = run(BuiltJar.agent(), "--check", "--config", config.toString());

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

    Result result = run(BuiltJar.agent(), "--config", config.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("port " + port);
  }

  private static Result run(BuiltJar jar, String... arguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(jar.command(List.of("-XX:TieredStopAtLevel=1"), List.of(arguments)))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
