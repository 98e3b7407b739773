package tributary.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import tributary.common.json.Json;
import tributary.common.settings.SettingsFile;
import tributary.stack.Stack;

/** An agent inside the test's JVM, with its files in a folder of its own. */
final class RunningAgent implements AutoCloseable {
  private final Path conf;
  private final HttpClient http = HttpClient.newHttpClient();
  private AgentRuntime runtime;

  /**
   * @param more settings over those that a test needs
   */
  RunningAgent(Stack stack, Path folder, String more) throws IOException {
    Files.createDirectories(folder);
    conf = folder.resolve("agent.conf");
    Files.writeString(
        conf,
        """
        agent.id = web-1
        agent.data-dir = "%s"
        agent.paths.deny = []
        agent.addresses = ["10.0.0.1", "10.0.0.2"]
        agent.read { poll = 20ms, discover = 100ms }
        agent.http.port = 0
        etcd.endpoints = ["http://%s"]
        kafka.bootstrap.servers = "%s"
        %s
        """
            .formatted(
                folder.resolve("data"), stack.etcd().address(), stack.kafka().address(), more));
  }

  /** Where its settings stand. */
  Path conf() {
    return conf;
  }

  RunningAgent start() throws Exception {
    runtime = AgentRuntime.start(AgentSettings.read(SettingsFile.load(conf)), conf);
    return this;
  }

  /** A clean stop. */
  void stop() {
    if (runtime != null) {
      runtime.stopIntake();
      runtime.close();
      runtime = null;
    }
  }

  /** What {@code /status} says. */
  JsonNode status() throws Exception {
    return Json.mapper().readTree(get("/status").body());
  }

  HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + runtime.port() + path);
    return http.send(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  @Override
  public void close() {
    stop();
  }
}
