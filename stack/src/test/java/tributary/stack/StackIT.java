package tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All three servers together. */
class StackIT {
  @Test
  @DisplayName("all servers start, are killed and come back on the same addresses")
  void startsAndRestarts(@TempDir Path folder) throws IOException {
    try (Stack stack = Stack.start(folder, StackOptions.defaults())) {
      String kafka = stack.kafka().address();
      assertThat(HttpProbe.get(stack.elasticsearch().url() + "/_cluster/health"))
          .contains("\"cluster_name\":\"tributary\"");

      stack.servers().forEach(Server::kill);
      assertThat(stack.servers()).noneMatch(Server::running);
      stack.start();

      assertThat(stack.kafka().address()).isEqualTo(kafka);
      stack.stop();
      assertThat(stack.servers()).noneMatch(Server::running);
      stack.servers().forEach(Server::start);
      stack.servers().forEach(server -> server.awaitReady(Duration.ofMinutes(3)));
    }
  }
}
