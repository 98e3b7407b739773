package tributary.common.elastic;

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

/** What may stand under {@code elasticsearch { }}. */
class ElasticsearchSettingsTest {
  @TempDir Path folder;

  @Test
  void defaults() throws Exception {
    ElasticsearchSettings settings = read("");

    assertThat(settings.hosts()).containsExactly(URI.create("http://127.0.0.1:9200"));
    assertThat(settings.user()).isEmpty();
    assertThat(settings.compress()).isFalse();
  }

  @Test
  void allSet() throws Exception {
    ElasticsearchSettings settings =
        read(
            """
            elasticsearch {
              hosts = ["https://a:9200", "https://b"]
              user = tributary
              password = hush
              tls.ca = /ca.pem
              compress = true
            }
            """);

    assertThat(settings.hosts()).hasSize(2);
    assertThat(settings.password()).contains(new Secret("hush"));
    assertThat(settings.ca()).contains(Path.of("/ca.pem"));
    assertThat(settings.toString()).doesNotContain("hush");
  }

  @Test
  void allProblemsAtOnce() {
    SettingsException problems =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                read(
                    """
                    elasticsearch {
                      hosts = ["localhost:9200", "localhost", "//localhost"]
                      user = tributary
                      api-key = hush
                      tls { ca = /ca.pem, fingerprint = ab }
                    }
                    """));

    assertThat(problems.problems())
        .anySatisfy(line -> assertThat(line).contains("must be addresses like http://HOST:9200"))
        .anySatisfy(line -> assertThat(line).contains("must name at least one address"))
        .anySatisfy(line -> assertThat(line).contains("api-key: must not be set together"))
        .anySatisfy(line -> assertThat(line).contains("user: must be set together with password"))
        .anySatisfy(line -> assertThat(line).contains("fingerprint: must not be set together"));
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotShown() {
    SettingsException problems =
        catchThrowableOfType(
            SettingsException.class,
            () -> read("elasticsearch.hosts = [\"https://elastic:hu/sh@a:9200\"]"));

    assertThat(problems.problems())
        .noneMatch(problem -> problem.contains("hu"))
        .anyMatch(problem -> problem.contains("password), has https://****@a:9200"));
  }

  private ElasticsearchSettings read(String text) throws Exception {
    SettingsFile file = SettingsFile.load(Files.writeString(folder.resolve("test.conf"), text));
    ElasticsearchSettings settings = ElasticsearchSettings.read(file.section("elasticsearch"));
    file.finish();
    return settings;
  }
}
