package tributary.bench.agent;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** A word that runs a JMH benchmark, in a JVM set up as the agent's is. */
abstract class JmhWord implements Callable<Integer> {
  private final Class<?> benchmark;

  JmhWord(Class<?> benchmark) {
    this.benchmark = benchmark;
  }

  @Override
  public Integer call() throws RunnerException {
    var options =
        new OptionsBuilder().include(benchmark.getName()).jvmArgsAppend("-XX:+UseSerialGC").build();
    new Runner(options).run();
    return 0;
  }
}
