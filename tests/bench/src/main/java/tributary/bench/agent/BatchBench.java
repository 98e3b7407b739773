package tributary.bench.agent;

import picocli.CommandLine.Command;

/** Runs {@link BatchBenchmark}. */
@Command(
    name = "batches",
    description = "Lines per CPU second of writing record batches alone.",
    mixinStandardHelpOptions = true)
public final class BatchBench extends JmhWord {

  /** For the command line. */
  public BatchBench() {
    super(BatchBenchmark.class);
  }
}
