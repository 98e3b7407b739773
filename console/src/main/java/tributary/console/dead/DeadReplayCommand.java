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
            open == 0 ? "No dead letter is open." : letters(open) + " would be put through again.");
        return 0;
      }
      replay.send();
      out.println(letters(replay.sent()) + " were put through again.");
      Instant until = clock.instant().plus(Duration.ofSeconds(wait));
      do {
        replay.look();
      } while (replay.waiting() > 0 && clock.instant().isBefore(until) && pause.await());
      return print(replay, out);
    }
  }

  private static int print(Replay replay, PrintWriter out) {
    out.println(letters(replay.settled()) + " are in their index.");
    if (replay.refusedAgain() > 0) {
      out.println(letters(replay.refusedAgain()) + " were refused again, and stay open.");
    }
    if (replay.waiting() > 0) {
      out.println(
          letters(replay.waiting()) + " are on their way: no transfer has settled them yet.");
    }
    if (replay.withoutText() > 0) {
      out.println(letters(replay.withoutText()) + " were too large to be kept whole, and stay.");
    }
    replay
        .failures()
        .forEach((why, count) -> out.println(letters(count) + " stay, Kafka said: " + why));
    return replay.isComplete() ? 0 : 1;
  }

  private static String letters(int count) {
    return count == 1 ? "1 dead letter" : "%,d dead letters".formatted(count);
  }
}
