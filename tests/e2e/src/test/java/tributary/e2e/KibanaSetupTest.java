package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code conf/kibana/setup.sh} asks of Kibana and Elasticsearch, in the place of which stands
 * {@link FakeKibana}: each bundle is put once, and nothing that a user has made his own is touched.
 */
class KibanaSetupTest {
  private static final Path ROOT = Path.of(System.getProperty("tributary.root"));

  private FakeKibana kibana;

  /** What a run has written, and how it ended. */
  private record Outcome(int code, String output) {}

  @BeforeEach
  void start() throws IOException {
    kibana = new FakeKibana();
  }

  @AfterEach
  void stop() {
    kibana.close();
  }

  @Test
  @DisplayName("Kibana: each bundle is put once, whatever is changed or deleted afterwards")
  void once() throws Exception {
    assertThat(objects("logs"))
        .isEqualTo(new Outcome(0, "data-views: made\ndashboard: made\ntopic-logs: made\n"));
    assertThat(objects("logs app_*").output())
        .isEqualTo(
            """
            data-views: made before, left as it is
            dashboard: made before, left as it is
            topic-logs: made before, left as it is
            topic-app_any: made
            """);

    assertThat(kibana.imported())
        .containsExactly(
            "data-views.ndjson", "dashboard.ndjson", "topic-logs.ndjson", "topic-app_any.ndjson");
  }

  @Test
  @DisplayName("Kibana: nothing is ever put over what is there, which is taken for somebody's own")
  void conflict() throws Exception {
    kibana.answer(
        200, "{\"success\":false,\"errors\":[{\"id\":\"x\",\"error\":{\"type\":\"conflict\"}}]}");

    assertThat(objects("").output()).isEqualTo("data-views: made\ndashboard: made\n");
    assertThat(kibana.queries()).containsOnly("overwrite=false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\":false,\"errors\":[{\"error\":{\"type\":\"conflict\"}},"
            + "{\"error\":{\"type\":\"missing_references\"}}]}",
        "<html>a proxy</html>",
      })
  @DisplayName("Kibana: what it refuses is said with its reason, and tried at the next up")
  void refused(String answer) throws Exception {
    kibana.answer(200, answer);

    assertThat(objects("logs"))
        .isEqualTo(new Outcome(1, "data-views: Kibana has refused it: " + answer + "\n"));
    kibana.answer(200, FakeKibana.SUCCESS);
    assertThat(objects("").output()).isEqualTo("data-views: made\ndashboard: made\n");
  }

  @Test
  @DisplayName("Kibana: a name that is no topic is said, and nothing is put in its place")
  void noTopic() throws Exception {
    assertThat(objects("a/b"))
        .isEqualTo(
            new Outcome(
                1,
                """
                data-views: made
                dashboard: made
                KIBANA_TOPICS: a/b is no topic, nor a pattern with *
                """));
  }

  @Test
  @DisplayName("Kibana: its own user gets its password, quotes and all, where passwords are asked")
  void password() throws Exception {
    assertThat(run("password", Map.of("ELASTICSEARCH_SECURITY", "false")))
        .isEqualTo(new Outcome(0, ""));
    assertThat(kibana.passwords()).isEmpty();

    assertThat(run("password", Map.of("ELASTICSEARCH_SECURITY", "true")))
        .isEqualTo(new Outcome(0, ""));
    assertThat(kibana.passwords()).containsExactly("{\"password\": \"k\\\"i\\\\bana\"}");
  }

  @Test
  @DisplayName("Kibana: a password that Elasticsearch would refuse is said in one sentence")
  void shortPassword() throws Exception {
    assertThat(
            run("password", Map.of("ELASTICSEARCH_SECURITY", "true", "KIBANA_PASSWORD", "short")))
        .isEqualTo(
            new Outcome(
                1,
                "KIBANA_PASSWORD is too short: Elasticsearch wants six characters at least, set it"
                    + " in .env.\n"));
  }

  private Outcome objects(String topics) throws IOException, InterruptedException {
    return run("objects", Map.of("KIBANA_TOPICS", topics));
  }

  private Outcome run(String what, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", ROOT.resolve("conf/kibana/setup.sh").toString(), what);
    builder
        .environment()
        .putAll(
            Map.of(
                "ELASTICSEARCH_HOST", kibana.address(),
                "ELASTICSEARCH_USER", "elastic",
                "ELASTICSEARCH_PASSWORD", "e\"l\\astic",
                "KIBANA_HOST", kibana.address(),
                "KIBANA_PASSWORD", "k\"i\\bana"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
