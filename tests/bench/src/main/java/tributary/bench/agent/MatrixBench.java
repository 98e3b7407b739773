package tributary.bench.agent;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@link AgentBench} with all that lines, files, codecs and brokers differ in. */
@Command(
    name = "matrix",
    description = "The agent beside its peers: lengths, codecs, files, partitions, a slow line.")
public final class MatrixBench implements Callable<Integer> {
  /** Of each row what differs from one file of access lines into four partitions, with lz4. */
  private static final List<List<String>> ROWS =
      List.of(
          List.of(),
          List.of("--codec", "none"),
          List.of("--codec", "zstd"),
          List.of("--kind", "SMALL"),
          List.of("--kind", "LARGE"),
          List.of("--partitions", "1"),
          List.of("--partitions", "64", "--files", "64"),
          List.of("--files", "1000"),
          List.of("--delay", "5"));

  /** A line of the kind LARGE is ten times as long as others. */
  private static final int LONGER = 10;

  @Spec private CommandSpec spec;

  @Option(names = "--lines", description = "In each row, of 2 KB a tenth (${DEFAULT-VALUE}).")
  private long lines = 3_000_000;

  @Option(names = "--rounds", description = "How often each takes its turn (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--only", description = "Names of those that take part.")
  private List<String> only = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int worst = 0;
    for (List<String> row : ROWS) {
      out.println();
      out.flush();
      worst = Math.max(worst, new CommandLine(new AgentBench()).setOut(out).execute(words(row)));
    }
    return worst;
  }

  private String[] words(List<String> row) {
    List<String> words = new ArrayList<>(row);
    words.addAll(List.of("--rounds", Integer.toString(rounds)));
    words.add("--lines");
    words.add(Long.toString(row.contains("LARGE") ? lines / LONGER : lines));
    only.forEach(name -> words.addAll(List.of("--only", name)));
    return words.toArray(String[]::new);
  }
}
