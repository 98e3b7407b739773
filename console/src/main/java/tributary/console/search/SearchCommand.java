package tributary.console.search;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tributary.console.servers.ConnectionSource;
import tributary.console.servers.Connections;
import tributary.console.servers.Failure;
import tributary.console.servers.Pause;

/** {@code search TEXT}. Thread: main. */
@Command(
    name = "search",
    description = "Find collected lines, the newest last.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SearchCommand implements Callable<Integer> {

  private static final int MOST = 10_000;

  private final ConnectionSource source;
  private final InstantSource clock;
  private final Pause pause;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description =
          "Words that follow each other in the line; a * at the end lets the last one go on."
              + " Nothing, or *, finds every line.")
  private List<String> text = List.of();

  @Option(names = "--topic", paramLabel = "TOPIC", description = "Only lines of this topic.")
  private Optional<String> topic = Optional.empty();

  @Option(names = "--host", paramLabel = "ID", description = "Only lines of this host.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Only lines of this file; * and ? may stand in it.")
  private Optional<String> path = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "AGE",
      description = "Only lines read in the last 30s, 5m, 2h, 7d, or since a time (ISO-8601).")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show the newest N lines (default ${DEFAULT-VALUE}, at most 10000).")
  private int limit;

  @Option(names = "--follow", description = "Go on showing lines as they come, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "One JSON document on each line.")
  private boolean asJson;

  /**
   * @param source of the connection to Elasticsearch
   */
  public SearchCommand(ConnectionSource source, InstantSource clock, Pause pause) {
    this.source = source;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public Integer call() throws Exception {
    if (limit < 1 || limit > MOST) {
      throw Failure.usage("--limit is a number from 1 to " + MOST + ", not " + limit);
    }
    ZoneId zone = ZoneId.systemDefault();
    LineFilter filter =
        new LineFilter(String.join(" ", text), topic, host, path, sinceTime(clock.instant(), zone));
    LineText lineText = new LineText(zone, Ansi.AUTO.enabled(), filter);
    Function<Line, String> show = asJson ? LineText::json : lineText::text;
    try (Connections connections = source.open()) {
      SearchAnswer answer =
          new SearchAnswer(
              new Lines(connections.elastic(), connections.json()),
              filter,
              show,
              spec.commandLine().getOut(),
              spec.commandLine().getErr());
      Followed followed = answer.newest(limit);
      if (follow) {
        answer.follow(followed, pause);
      }
      return 0;
    }
  }

  private Optional<Instant> sinceTime(Instant now, ZoneId zone) throws Failure {
    if (since.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> time = Since.parse(since.get(), now, zone);
    if (time.isEmpty()) {
      throw Failure.usage(
          "--since is an age like 30s, 5m, 2h, 7d or a time like 2026-11-21T08:00, not "
              + since.get());
    }
    return time;
  }
}
