package tributary.stack.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches etcd from the registries; each only where its tool is. */
class EtcdFetchIT {
  @TempDir private Path folder;

  @Test
  @DisplayName("the distribution's package is downloaded and unpacked, nothing is installed")
  void debian() throws IOException {
    assumeTrue(works("apt-get", "--version") && works("dpkg", "--version"));

    assertThat(new DebianEtcd(folder.resolve("etcd"), command()).find().orElseThrow())
        .isExecutable();
    assertThat(folder.resolve("etcd/download")).doesNotExist();
  }

  @Test
  @DisplayName("PyPI's wheel is downloaded and unpacked")
  void python() throws IOException {
    assumeTrue(works("python3", "-m", "pip", "--version"));

    assertThat(new PythonEtcd(folder.resolve("etcd"), command()).find().orElseThrow())
        .isExecutable();
  }

  private boolean works(String... words) {
    try {
      command().run(folder, List.of(words));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Command command() {
    return new Command(folder.resolve("fetch.log"));
  }
}
