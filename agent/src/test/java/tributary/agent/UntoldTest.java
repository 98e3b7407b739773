package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.json.Json;
import tributary.common.settings.SettingsFile;

/** An agent that nobody hears, with no server anywhere. */
class UntoldTest {
  @TempDir Path folder;

  @Test
  @DisplayName(
      "C16: what can't be put into etcd is said in the status, not only what can't be read")
  void saysWhatItCannotTell() throws Exception {
    Path conf =
        Files.writeString(
            folder.resolve("agent.conf"),
            """
            agent { id = web-1, addresses = ["10.0.0.1"], data-dir = "%s", http.port = 0 }
            etcd.endpoints = ["http://127.0.0.1:1"]
            kafka.bootstrap.servers = "127.0.0.1:1"
            """
                .formatted(folder.resolve("data")));
    AgentRuntime agent = AgentRuntime.start(AgentSettings.read(SettingsFile.load(conf)), conf);
    try {
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(status(agent).path("problems"))
                      .anySatisfy(
                          problem ->
                              assertThat(problem.asText())
                                  .contains("etcd: /tributary/agents/web-1 can't be put")));
    } finally {
      agent.stopIntake();
      agent.close();
    }
  }

  private static JsonNode status(AgentRuntime agent) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + agent.port() + "/status");
    return Json.mapper()
        .readTree(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
  }
}
