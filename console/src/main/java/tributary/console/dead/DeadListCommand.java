package tributary.console.dead;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tributary.console.servers.ConnectionSource;
import tributary.console.servers.Connections;
import tributary.console.text.Table;

/** {@code dead list}. Thread: main. */
@Command(
    name = "list",
    description =
        "Show how many lines were refused, by topic and error, and how many of them are still open:"
            + " not put through again.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DeadListCommand implements Callable<Integer> {

  private final ConnectionSource source;

  @Spec private CommandSpec spec;
  @Mixin private LetterFilter filter;

  /**
   * @param source of the connection to Kafka
   */
  public DeadListCommand(ConnectionSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws Exception {
    try (Connections connections = source.open()) {
      DeadTopics topics = new DeadTopics(connections);
      Survey survey = new Survey(filter);
      topics.read(topics.now(), survey::add);
      print(survey.counts(), spec.commandLine().getOut());
      return 0;
    }
  }

  private static void print(Map<Survey.Kind, Survey.Count> counts, PrintWriter out) {
    if (counts.isEmpty()) {
      out.println("There are no dead letters.");
      return;
    }
    Table table = new Table("TOPIC", "ERROR", "LETTERS", "OPEN");
    counts.forEach(
        (kind, count) ->
            table.row(
                kind.topic(),
                kind.error(),
                "%,d".formatted(count.all()),
                "%,d".formatted(count.open())));
    table.lines(Table.WIDTH).forEach(out::println);
  }
}
