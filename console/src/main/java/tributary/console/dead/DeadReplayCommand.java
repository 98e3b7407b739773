package tributary.console.dead;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.console.servers.ConnectionSource;
import tributary.console.servers.Connections;
import tributary.console.servers.Pause;

/** {@code dead replay}. Thread: main. */
@Command(
    name = "replay",
    description =
        "Put open dead letters through again, under the ids that they had: into the topic that they"
            + " come from, and by the transfer into their index, where a line that is there already"
            + " stays once. Exit code 1 unless all of them are in their index.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DeadReplayCommand implements Callable<Integer> {

  private final ConnectionSource source;
  private final InstantSource clock;
  private final Pause pause;

  @Spec private CommandSpec spec;
  @Mixin private LetterFilter filter;

  @Option(names = "--dry-run", description = "Only say how many would be put through.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for the transfer (default ${DEFAULT-VALUE}).")
  private int wait;

  /**
   * @param source of the connection to Kafka
   */
  public DeadReplayCommand(ConnectionSource source, InstantSource clock, Pause pause) {
    this.source = source;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (Connections connections = source.open()) {
      Replay replay = new Replay(new DeadTopics(connections), filter);
      int open = replay.survey();
      if (open == 0 || dryRun) {
        out.println(
            open == 0 ? "No dead letter is open." : letters(open) + " to put through again.");
        return 0;
      }
      replay.send();
      out.println(letters(replay.sent()) + " put through again.");
      Instant until = clock.instant().plus(Duration.ofSeconds(wait));
      do {
        replay.look();
      } while (replay.waiting() > 0 && clock.instant().isBefore(until) && pause.await());
      return print(replay, out);
    }
  }

  private static int print(Replay replay, PrintWriter out) {
    int settled = replay.settled();
    out.println(letters(settled) + (settled == 1 ? " is in its index." : " are in their index."));
    print(replay.refusedAgain(), "refused again, still open", out);
    print(replay.waiting(), "on the way: no transfer has settled it yet", out);
    print(replay.withoutText(), "too large to be kept whole, can't be put through", out);
    replay.failures().forEach((why, count) -> print(count, "not taken by Kafka, " + why, out));
    return replay.isComplete() ? 0 : 1;
  }

  private static void print(int count, String what, PrintWriter out) {
    if (count > 0) {
      out.println(letters(count) + ": " + what + ".");
    }
  }

  private static String letters(int count) {
    return count == 1 ? "1 dead letter" : "%,d dead letters".formatted(count);
  }
}
