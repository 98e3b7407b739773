package tributary.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The command line of a watchdog. */
class WatchdogTest {
  @Test
  @DisplayName("the child's command and log are arguments of the shell, never part of its script")
  void passesArguments() {
    List<String> child = List.of("my server", "--name=$(reboot)", "a'b");
    List<String> command = Watchdog.command(child, Path.of("/a folder/log"));

    assertThat(command).startsWith("setsid", "sh", "-c");
    assertThat(command.subList(4, command.size()))
        .containsExactly("watchdog", "/a folder/log", "my server", "--name=$(reboot)", "a'b");
    assertThat(command.get(3)).doesNotContain("reboot");
  }

  @Test
  @DisplayName("a signal goes to the leader or to its whole group")
  void choosesTheTarget() {
    assertThat(Signal.TERM.target(42)).isEqualTo("42");
    assertThat(Signal.KILL.target(42)).isEqualTo("-42");
  }
}
