package tributary.bench.agent;

import picocli.CommandLine.Command;

/** Runs {@link FramerBenchmark}. */
@Command(
    name = "framer",
    description = "Lines per CPU second of reading and framing alone.",
    mixinStandardHelpOptions = true)
public final class FramerBench extends JmhWord {

  /** For the command line. */
  public FramerBench() {
    super(FramerBenchmark.class);
  }
}
