package tributary.console.dead;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.console.servers.ConnectionSource;
import tributary.console.servers.Connections;
import tributary.console.servers.Failure;

/** {@code dead show}. Thread: main. */
@Command(
    name = "show",
    description = "Show open dead letters with their reasons, the newest last.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DeadShowCommand implements Callable<Integer> {

  private static final int MOST = 10_000;
  private static final Comparator<Letter> AGE =
      Comparator.comparing(Letter::time).thenComparing(letter -> letter.source().id());

  private final ConnectionSource source;

  @Spec private CommandSpec spec;
  @Mixin private LetterFilter filter;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show the newest N letters (default ${DEFAULT-VALUE}, at most 10000).")
  private int limit;

  @Option(names = "--json", description = "One JSON document on each line.")
  private boolean asJson;

  /**
   * @param source of the connection to Kafka
   */
  public DeadShowCommand(ConnectionSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws Exception {
    if (limit < 1 || limit > MOST) {
      throw Failure.usage("--limit is a number from 1 to " + MOST + ", not " + limit);
    }
    try (Connections connections = source.open()) {
      DeadTopics topics = new DeadTopics(connections);
      var now = topics.now();
      Survey survey = new Survey(filter);
      topics.read(now, survey::add);
      Set<String> open = survey.open();
      PriorityQueue<Letter> newest = new PriorityQueue<>(AGE);
      topics.read(
          now,
          letter -> {
            if (open.remove(letter.source().id())) {
              newest.add(letter);
              if (newest.size() > limit) {
                newest.poll();
              }
            }
          });
      Function<Letter, String> text = asJson ? LetterText::json : LetterText::text;
      while (!newest.isEmpty()) {
        spec.commandLine().getOut().println(text.apply(newest.poll()));
      }
      return 0;
    }
  }
}
