package tributary.stack.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where etcd is looked for. */
class EtcdProgramTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  @DisplayName("the first place that has etcd is taken, later ones are not asked")
  void takesTheFirst() throws IOException {
    Path found = program(none("PATH"), has("package", "/a/etcd"), has("PyPI", "/b/etcd")).find();

    assertThat(found).isEqualTo(Path.of("/a/etcd"));
    assertThat(asked).containsExactly("PATH", "package");
  }

  @Test
  @DisplayName("a place that fails is passed over")
  void passesOverFailures() throws IOException {
    assertThat(program(none("PATH"), fails("package"), has("PyPI", "/b/etcd")).find())
        .isEqualTo(Path.of("/b/etcd"));
  }

  @Test
  @DisplayName("no etcd anywhere: one sentence says what to install, and what was tried")
  void saysWhatToInstall() {
    assertThatThrownBy(() -> program(none("the PATH"), fails("the package")).find())
        .isInstanceOf(IOException.class)
        .hasMessage(
            "no etcd was found: install it, for example by \"apt-get install etcd-server\", so that"
                + " etcd is on the PATH (tried: the PATH, the package (no network))");
  }

  @Test
  @DisplayName("only an executable file on the PATH counts")
  void looksAlongThePath(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("one/etcd"));
    Path file = Files.createDirectories(folder.resolve("two")).resolve("etcd");
    Files.createFile(file);
    String searchPath = folder.resolve("one") + "::" + folder.resolve("two");
    EtcdOnPath onPath = new EtcdOnPath(searchPath);

    assertThat(onPath.find()).isEmpty();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(onPath.find()).contains(file);
  }

  private EtcdProgram program(EtcdSource... sources) {
    return new EtcdProgram(List.of(sources));
  }

  private EtcdSource none(String name) {
    return new FakeSource(name, asked, Optional.empty(), false);
  }

  private EtcdSource has(String name, String file) {
    return new FakeSource(name, asked, Optional.of(Path.of(file)), false);
  }

  private EtcdSource fails(String name) {
    return new FakeSource(name, asked, Optional.empty(), true);
  }

  private record FakeSource(String name, List<String> asked, Optional<Path> file, boolean fails)
      implements EtcdSource {
    @Override
    public Optional<Path> find() throws IOException {
      asked.add(name);
      if (fails) {
        throw new IOException("no network");
      }
      return file;
    }
  }
}
