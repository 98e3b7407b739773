package tributary.stack.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Elasticsearch's zip, whole and damaged. */
class ElasticsearchHomeTest {
  @TempDir private Path folder;
  private ProjectRoot root;
  private Path zip;

  @BeforeEach
  void layOut() throws IOException {
    root = new ProjectRoot(folder);
    zip =
        ZipFixture.write(
            root.servers().resolve("elasticsearch-8.0.0.zip"),
            List.of("elasticsearch-8.0.0/bin/elasticsearch", "elasticsearch-8.0.0/lib/a.jar"));
  }

  @Test
  @DisplayName("the zip is unpacked once, its programs can be run by anybody")
  void unpacksOnce() throws IOException {
    Path home = new ElasticsearchHome(root).unpacked();
    Path program = home.resolve("bin/elasticsearch");

    assertThat(program).isExecutable().hasContent("elasticsearch-8.0.0/bin/elasticsearch");
    assertThat(home.resolve("lib/a.jar")).exists();
    Files.writeString(program, "kept");
    assertThat(new ElasticsearchHome(root).unpacked().resolve("bin/elasticsearch"))
        .hasContent("kept");
  }

  @Test
  @DisplayName("half a zip is removed, one sentence says what to do, nothing is left unpacked")
  void refusesHalfAZip() throws IOException {
    ZipFixture.halve(zip);

    assertThatThrownBy(() -> new ElasticsearchHome(root).unpacked())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "elasticsearch-8.0.0.zip was incomplete and has been removed: run \"mvn package");
    assertThat(zip).doesNotExist();
    assertThat(root.cache()).isEmptyDirectory();
  }

  @Test
  @DisplayName("no zip: one sentence says how to get it")
  void saysHowToGetTheZip() throws IOException {
    Files.delete(zip);

    assertThatThrownBy(() -> new ElasticsearchHome(root).unpacked())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there are 0: run \"mvn clean package");
  }

  @Test
  @DisplayName("an entry that would lie outside is refused")
  void staysInside(@TempDir Path other) throws IOException {
    Path bad = ZipFixture.write(other.resolve("bad.zip"), List.of("../outside"));
    Path target = Files.createDirectory(other.resolve("target"));

    assertThatThrownBy(() -> new ZipArchive(bad).unpack(target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has an entry outside");
  }
}
