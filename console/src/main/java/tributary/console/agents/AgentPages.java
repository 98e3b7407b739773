package tributary.console.agents;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Asks agents for the pages that they serve, all at once. Agents listen on loopback unless told
 * otherwise, so from another machine most can't be reached: that is no error. Thread: any; blocks.
 */
public final class AgentPages {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json;

  public AgentPages(ObjectMapper json) {
    this.json = json;
  }

  /** What those that answer say, by the agent's id. */
  public Map<String, AgentReport> ask(Iterable<AgentPresence> agents) {
    Map<String, CompletableFuture<Optional<AgentReport>>> asked = new TreeMap<>();
    for (AgentPresence agent : agents) {
      if (!agent.http().isEmpty()) {
        asked.put(agent.id(), ask(agent));
      }
    }
    Map<String, AgentReport> reports = new TreeMap<>();
    asked.forEach((id, answer) -> answer.join().ifPresent(report -> reports.put(id, report)));
    return reports;
  }

  private CompletableFuture<Optional<AgentReport>> ask(AgentPresence agent) {
    return page(agent, "/metrics")
        .thenCombine(
            page(agent, "/status"),
            (metrics, status) ->
                metrics.map(text -> AgentReport.of(Metrics.parse(text), status.orElse(""), json)));
  }

  /** A page's text; nothing if it can't be had. */
  private CompletableFuture<Optional<String>> page(AgentPresence agent, String path) {
    HttpRequest request;
    try {
      URI page = URI.create("http://" + agent.http() + path);
      request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
    } catch (IllegalArgumentException noAddress) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .thenApply(answer -> Optional.of(answer.body()).filter(b -> answer.statusCode() == 200))
        .exceptionally(away -> Optional.empty());
  }
}
