package tributary.console.agents;

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
 * Asks agents for the metrics that they serve, all at once. Agents listen on loopback unless told
 * otherwise, so from another machine most can't be reached: that is no error. Thread: any; blocks.
 */
public final class AgentPages {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** The counts of those that answer, by the agent's id. */
  public Map<String, AgentCounts> counts(Iterable<AgentPresence> agents) {
    Map<String, CompletableFuture<Optional<AgentCounts>>> asked = new TreeMap<>();
    for (AgentPresence agent : agents) {
      if (!agent.http().isEmpty()) {
        asked.put(agent.id(), ask(agent));
      }
    }
    Map<String, AgentCounts> counts = new TreeMap<>();
    asked.forEach((id, answer) -> answer.join().ifPresent(count -> counts.put(id, count)));
    return counts;
  }

  private CompletableFuture<Optional<AgentCounts>> ask(AgentPresence agent) {
    HttpRequest request;
    try {
      URI page = URI.create("http://" + agent.http() + "/metrics");
      request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
    } catch (IllegalArgumentException noAddress) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .thenApply(this::counts)
        .exceptionally(away -> Optional.empty());
  }

  private Optional<AgentCounts> counts(HttpResponse<String> response) {
    return response.statusCode() == 200
        ? Optional.of(AgentCounts.of(Metrics.parse(response.body())))
        : Optional.empty();
  }
}
