package tributary.agent.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names rotation gives. */
final class SiblingsTest {
  private final Siblings siblings = Siblings.of(Path.of("/logs/app.log"));

  @ParameterizedTest
  @DisplayName("F4: what rotation calls a file")
  @ValueSource(
      strings = {
        "app.log.1",
        "app.log.12",
        "app.log-20261121",
        "app.log_2026-11-21",
        "app-20261121.log",
        "app.1.log",
        "app.log.2.gz",
        "app-2026-11-21T10:00.log.gz"
      })
  void rotated(String name) {
    assertThat(siblings.contains(Path.of("/logs", name))).isTrue();
  }

  @ParameterizedTest
  @DisplayName("F4: what it does not")
  @ValueSource(strings = {"app.log", "app.log.internal", "app.logs.1", "other.log.1", "app1.log"})
  void others(String name) {
    assertThat(siblings.contains(Path.of("/logs", name))).isFalse();
    assertThat(siblings.contains(Path.of("/elsewhere/app.log.1"))).isFalse();
  }
}
