package tributary.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tributary.agent.journal.JournalContent;
import tributary.agent.journal.StoppedJournal;
import tributary.common.http.HttpAddress;
import tributary.common.json.Json;
import tributary.common.lifecycle.ExitCode;
import tributary.common.settings.SettingsException;

/** {@code files}: where each content stands; by the running agent, else by the journal. */
@Command(
    name = "files",
    description = "Lists the files that the agent knows, and how far each was sent.",
    mixinStandardHelpOptions = true)
final class FilesCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** An answer that is older is shown with its time. */
  private static final Duration LATE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config = new ConfigOption();

  /** One line of the answer; what is not known is empty. */
  private record Line(String id, OptionalLong size, long acknowledged, String state, String path) {
    String text() {
      String behind =
          size.isPresent() ? Long.toString(Math.max(0, size.getAsLong() - acknowledged)) : "-";
      return "%-20s  %15s  %15d  %15s  %-9s  %s"
          .formatted(
              id, size.isPresent() ? size.getAsLong() : "-", acknowledged, behind, state, path);
    }
  }

  @Override
  public Integer call() throws SettingsException {
    AgentSettings settings = config.settings();
    PrintWriter out = spec.commandLine().getOut();
    List<Line> lines =
        running(settings.http(), out)
            .orElseGet(
                () -> {
                  out.println("No agent answers at " + url(settings.http()) + "; by its journal:");
                  return journal(settings);
                });
    out.printf(
        "%-20s  %15s  %15s  %15s  %-9s  %s%n",
        "ID", "SIZE", "ACKNOWLEDGED", "BEHIND", "STATE", "PATH");
    lines.forEach(line -> out.println(line.text()));
    return ExitCode.OK;
  }

  private static String url(HttpAddress address) {
    return "http://" + address.authority() + "/status";
  }

  private static Optional<List<Line>> running(HttpAddress address, PrintWriter out) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(address))).timeout(PATIENCE).build();
    try {
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      JsonNode status = Json.mapper().readTree(body);
      Instant at = Instant.parse(status.required("filesAt").asText());
      if (at.plus(LATE).isBefore(Instant.now())) {
        out.println("The agent's reader is busy; as it stood at " + at + ":");
      }
      List<Line> lines = new ArrayList<>();
      for (JsonNode file : status.required("files")) {
        lines.add(
            new Line(
                file.required("id").asText(),
                OptionalLong.of(file.required("size").asLong()),
                file.required("offset").asLong(),
                file.required("state").asText(),
                file.required("path").asText()));
      }
      return Optional.of(lines);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<Line> journal(AgentSettings settings) {
    return StoppedJournal.contentsOf(settings.dataDir()).stream().map(FilesCommand::line).toList();
  }

  private static Line line(JournalContent content) {
    OptionalLong size = KnownFile.sizeOf(content);
    return new Line(
        content.id().text(),
        size,
        content.acknowledged(),
        size.isPresent() ? "there" : "gone",
        content.path());
  }
}
