package tributary.stack.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's jars, whole and damaged. */
class KafkaJarsTest {
  @Test
  @DisplayName("half a jar is removed, and one sentence says what to do")
  void refusesHalfAJar(@TempDir Path folder) throws IOException {
    ProjectRoot root = new ProjectRoot(folder);
    Path libs = root.servers().resolve("kafka/libs");
    Path jar = ZipFixture.write(libs.resolve("kafka_2.13-4.0.0.jar"), List.of("kafka/Kafka.class"));
    assertThat(new KafkaJars(root).classPath()).isEqualTo(libs + "/*");

    ZipFixture.halve(jar);

    assertThatThrownBy(() -> new KafkaJars(root).classPath())
        .hasMessage(
            "kafka_2.13-4.0.0.jar was incomplete and has been removed: run \"mvn package"
                + " -DskipTests\" to get it again");
    assertThat(jar).doesNotExist();
  }

  @Test
  @DisplayName("no jars: one sentence says how to get them")
  void saysHowToGetThem(@TempDir Path folder) {
    assertThatThrownBy(() -> new KafkaJars(new ProjectRoot(folder)).classPath())
        .hasMessageContaining("run \"mvn package -DskipTests\" first");
  }
}
