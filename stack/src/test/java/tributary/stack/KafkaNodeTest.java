package tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.stack.KafkaNode.NodePorts;

/** The settings of nodes by their place in the cluster. */
class KafkaNodeTest {
  @Test
  @DisplayName("a single node is broker and controller")
  void single() {
    Map<String, String> settings = settings(1, 1, StackOptions.defaults());

    assertThat(settings)
        .containsEntry("process.roles", "broker,controller")
        .containsEntry("controller.quorum.voters", "1@127.0.0.1:2001")
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:1001,CONTROLLER://127.0.0.1:2001")
        .containsEntry("offsets.topic.replication.factor", "1")
        .containsEntry("auto.create.topics.enable", "false")
        .containsEntry("log.dirs", "/data");
  }

  @Test
  @DisplayName("of two nodes the first is the controller")
  void two() {
    assertThat(settings(2, 2, StackOptions.defaults()))
        .containsEntry("process.roles", "broker")
        .containsEntry("controller.quorum.voters", "1@127.0.0.1:2001")
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:1002")
        .containsEntry("offsets.topic.replication.factor", "2");
  }

  @Test
  @DisplayName("of four nodes the first three vote")
  void four() {
    String voters = "1@127.0.0.1:2001,2@127.0.0.1:2002,3@127.0.0.1:2003";

    assertThat(settings(3, 4, StackOptions.defaults()))
        .containsEntry("process.roles", "broker,controller")
        .containsEntry("controller.quorum.voters", voters);
    assertThat(settings(4, 4, StackOptions.defaults())).containsEntry("process.roles", "broker");
  }

  @Test
  @DisplayName("settings of a test win")
  void overridden() {
    StackOptions options =
        StackOptions.defaults().withKafkaSettings(Map.of("auto.create.topics.enable", "true"));

    assertThat(settings(1, 1, options)).containsEntry("auto.create.topics.enable", "true");
  }

  private static Map<String, String> settings(int id, int nodes, StackOptions options) {
    List<NodePorts> ports =
        IntStream.rangeClosed(1, nodes)
            .mapToObj(
                node ->
                    new NodePorts(
                        new ServerPort(OptionalInt.of(1000 + node)),
                        new ServerPort(OptionalInt.of(2000 + node))))
            .toList();
    return new KafkaNode(id, ports, options).settings(Path.of("/data"));
  }
}
