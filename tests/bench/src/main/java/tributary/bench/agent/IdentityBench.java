package tributary.bench.agent;

import picocli.CommandLine.Command;

/** Runs {@link IdentityBenchmark}. */
@Command(
    name = "identity",
    description = "Time to say which known content a file holds.",
    mixinStandardHelpOptions = true)
public final class IdentityBench extends JmhWord {

  /** For the command line. */
  public IdentityBench() {
    super(IdentityBenchmark.class);
  }
}
