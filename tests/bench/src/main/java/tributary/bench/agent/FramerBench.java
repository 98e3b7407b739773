package tributary.bench.agent;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;

/** Runs {@link FramerBenchmark}, in a JVM set up as the agent's is. */
@Command(
    name = "framer",
    description = "Lines per CPU second of reading and framing alone.",
    mixinStandardHelpOptions = true)
public final class FramerBench implements Callable<Integer> {

  @Override
  public Integer call() throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(FramerBenchmark.class.getName())
            .jvmArgsAppend("-XX:+UseSerialGC")
            .build();
    new Runner(options).run();
    return 0;
  }
}
