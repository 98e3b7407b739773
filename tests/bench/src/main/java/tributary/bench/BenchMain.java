package tributary.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import tributary.bench.agent.AgentBench;
import tributary.bench.agent.BatchBench;
import tributary.bench.agent.FramerBench;
import tributary.bench.agent.IdentityBench;
import tributary.bench.agent.IdleBench;
import tributary.bench.agent.KilledBrokersBench;
import tributary.bench.agent.MatrixBench;
import tributary.bench.transfer.SoakBench;
import tributary.bench.transfer.TransferBench;

/** The benchmarks' words. */
@Command(
    name = "tests/bench/run",
    description = "Measures the programs beside peers.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AgentBench.class,
      BatchBench.class,
      IdleBench.class,
      FramerBench.class,
      IdentityBench.class,
      KilledBrokersBench.class,
      MatrixBench.class,
      TransferBench.class,
      SoakBench.class
    })
public final class BenchMain {
  private BenchMain() {}

  /** Runs one benchmark. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchMain()).execute(args));
  }
}
