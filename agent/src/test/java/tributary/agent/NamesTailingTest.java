package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose names are no text. */
final class NamesTailingTest {
  /** In GBK; Java reads and writes names in the locale's encoding alone, so a shell writes it. */
  private static final String NAME = "$'\\xc8\\xd5\\xd6\\xbe.log'";

  @TempDir Path folder;

  @Test
  @DisplayName("F6, F9, P2: a name in GBK where names are UTF-8: each line once, or a problem")
  void aNameThatIsNoUtf8() throws Exception {
    boolean unicode = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    try (TailingFixture agent = new TailingFixture(folder)) {
      shell(agent, "echo one > " + NAME);
      Files.writeString(agent.logs.resolve("other.log"), "other\n");
      agent.apply(agent.entry("*.log", "t")).start();
      await().untilAsserted(() -> assertThat(agent.sink.texts()).contains("other"));
      if (unicode) {
        isReadOnce(agent);
      } else {
        isAProblem(agent);
      }
    }
  }

  private static void isAProblem(TailingFixture agent) {
    await()
        .untilAsserted(
            () ->
                assertThat(agent.tailing().problems())
                    .anySatisfy(problem -> assertThat(problem).contains("LC_ALL=C.UTF-8")));
  }

  private static void isReadOnce(TailingFixture agent) throws Exception {
    arrives(agent, "one", "other");
    agent.stop();
    shell(agent, "echo two >> " + NAME);
    agent.start();
    arrives(agent, "one", "other", "two");
    shell(agent, "mv NAME NAME.1; echo three > NAME".replace("NAME", NAME));
    arrives(agent, "one", "other", "two", "three");
    agent.kill();
    shell(agent, "echo four >> " + NAME);
    agent.start();
    arrives(agent, "one", "other", "two", "three", "four");
  }

  private static void arrives(TailingFixture agent, String... lines) {
    await()
        .untilAsserted(
            () ->
                assertThat(agent.sink.texts()).containsExactlyInAnyOrderElementsOf(List.of(lines)));
  }

  private static void shell(TailingFixture agent, String script) throws Exception {
    Process shell =
        new ProcessBuilder("bash", "-c", script).directory(agent.logs.toFile()).inheritIO().start();
    assertThat(shell.waitFor()).isZero();
  }
}
