package tributary.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.settings.Secret;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/** What may stand under {@code etcd { }}. */
class EtcdSettingsTest {
  @TempDir Path folder;

  @Test
  void defaults() throws Exception {
    EtcdSettings settings = read("");

    assertThat(settings).isEqualTo(EtcdSettings.of(URI.create("http://127.0.0.1:2379")));
    assertThat(settings.secure()).isFalse();
  }

  @Test
  void allSet() throws Exception {
    Path ca = Files.writeString(folder.resolve("ca.pem"), "");
    EtcdSettings settings =
        read(
            """
            etcd {
              endpoints = ["https://etcd-1", "https://[::1]:23790"]
              user = tributary
              password = hush
              tls { ca = FILE, cert = FILE, key = FILE }
            }
            """
                .replace("FILE", '"' + ca.toString() + '"'));

    assertThat(settings.endpoints())
        .containsExactly(URI.create("https://etcd-1:2379"), URI.create("https://[::1]:23790"));
    assertThat(settings.password()).contains(new Secret("hush"));
    assertThat(settings.ca()).contains(ca);
    assertThat(settings.secure()).isTrue();
    assertThat(settings.toString()).doesNotContain("hush");
    EtcdConnection.connect(EtcdSettings.of(URI.create("http://[::1]:23790"))).close();
  }

  @Test
  void allProblemsAtOnce() {
    SettingsException problems =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                read(
                    """
                    etcd {
                      endpoints = ["localhost:2379", "localhost", "//localhost"]
                      user = tributary
                      tls { ca = /no/such/ca.pem, key = /no/such/key.pem }
                    }
                    """));

    assertThat(problems.problems())
        .anyMatch(problem -> problem.contains("endpoints: must be addresses like"))
        .anyMatch(problem -> problem.contains("user: must be set together with password"))
        .anyMatch(problem -> problem.contains("cert: must be set together with key"))
        .anyMatch(problem -> problem.contains("ca: must be a readable file"))
        .anyMatch(problem -> problem.contains("ca: needs endpoints that begin with https://"));
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotShown() {
    SettingsException problems =
        catchThrowableOfType(
            SettingsException.class,
            () -> read("etcd.endpoints = [\"http://root:hush@a:2379\", \"root:hush@b:2379\"]"));

    assertThat(problems.problems())
        .noneMatch(problem -> problem.contains("hush"))
        .anyMatch(problem -> problem.contains("etcd.password), has http://****@a:2379"))
        .anyMatch(problem -> problem.contains("etcd.password), has ****@b:2379"));
  }

  private EtcdSettings read(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("test.conf"), text);
    SettingsFile settings = SettingsFile.load(file);
    EtcdSettings read = EtcdSettings.read(settings.section("etcd"));
    settings.finish();
    return read;
  }
}
