package tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line without servers: help, versions, wrong usage. */
class ConsoleCommandTest {

  @TempDir private Path folder;

  @Test
  void helpAndVersionSucceed() {
    assertThat(Answered.run("--help").code()).isZero();
    assertThat(Answered.run("--help").out())
        .contains("collect")
        .contains("status")
        .contains("search")
        .contains("dead");
    assertThat(Answered.run("dead", "replay", "--help").out()).contains("--dry-run");
    assertThat(Answered.run("--version").out()).startsWith("tributary-console ");
    assertThat(Answered.run("collect", "add", "--help").out()).contains("--multiline-start");
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(Answered.run().code()).isEqualTo(2);
    assertThat(Answered.run("serch").code()).isEqualTo(2);
    assertThat(Answered.run("collect").code()).isEqualTo(2);
    assertThat(Answered.run("dead").code()).isEqualTo(2);
    assertThat(Answered.run("collect", "add", "/a").code()).isEqualTo(2);
    assertThat(Answered.run("collect", "list", "--host", "a", "--group", "b").code()).isEqualTo(2);
  }

  @Test
  void theSettingsFileMustBeNamedAndMustBeRight() throws IOException {
    Answered unnamed = Answered.run("status");
    assertThat(unnamed.code()).isEqualTo(2);
    assertThat(unnamed.err()).startsWith("--config FILE is missing");

    Path file = folder.resolve("console.conf");
    Files.writeString(file, "consol { }\netcd.endpoints = [\"nonsense\"]\n");
    Answered wrong = Answered.run("status", "--config", file.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("console.conf:1: unknown key consol, did you mean console?")
        .contains("console.conf:2: etcd.endpoints: must be addresses");
  }

  @Test
  void theDefaultsAreRight() throws IOException {
    Path file = folder.resolve("console.conf");
    Files.writeString(file, "");
    Answered refused = Answered.run("--config", file.toString(), "collect", "add", "a.log", "x");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err().strip()).isEqualTo("a path is absolute, which 'a.log' is not");
  }

  @Test
  void argumentsThatMakeNoSenseAreNamed() throws IOException {
    Path file = folder.resolve("console.conf");
    Files.writeString(file, "");
    assertThat(Answered.run("search", "x", "--since", "soon", "--config", file.toString()).err())
        .contains("--since is an age like 30s");
    assertThat(Answered.run("search", "x", "--limit", "0", "--config", file.toString()).code())
        .isEqualTo(2);
  }
}
