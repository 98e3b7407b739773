package tributary.stack.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.stack.StackException;

/** Default and wanted ports. */
class BoxPortsTest {
  private final List<String> notes = new ArrayList<>();

  @Test
  @DisplayName("the well-known ports, if they are free")
  void takesTheDefaults() {
    BoxPorts ports = BoxPorts.choose(Map.of(), port -> true, notes::add);

    assertThat(ports.url(BoxPart.ETCD)).isEqualTo("http://127.0.0.1:2379");
    assertThat(ports.address(BoxPart.KAFKA)).isEqualTo("127.0.0.1:9092");
    assertThat(notes).isEmpty();
  }

  @Test
  @DisplayName("a default port in use gives way to the next free one, and that is said")
  void givesWay() {
    BoxPorts ports = BoxPorts.choose(Map.of(), port -> port != 9092 && port != 7071, notes::add);

    assertThat(ports.of(BoxPart.KAFKA)).isEqualTo(9093);
    assertThat(ports.of(BoxPart.AGENT)).isEqualTo(7072);
    assertThat(ports.of(BoxPart.TRANSFER)).isEqualTo(7073);
    assertThat(notes)
        .containsExactly(
            "Port 9092 is in use, so Kafka takes 9093.",
            "Port 7071 is in use, so the agent takes 7072.",
            "Port 7072 is in use, so the transfer takes 7073.");
  }

  @Test
  @DisplayName("a wanted port in use is refused, by one sentence that says what to do")
  void refusesAWantedPort() {
    assertThatThrownBy(
            () -> BoxPorts.choose(Map.of(BoxPart.KAFKA, 9999), port -> port != 9999, notes::add))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "port 9999 for Kafka is in use: stop what listens on it, or choose another with"
                + " --kafka-port");
  }
}
