package tributary.stack.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.stack.StackException;

/** Shows what the box's processes have written, by tail. */
@Command(
    name = "logs",
    description = "Shows the logs of all processes, or of one.",
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "etcd, kafka, elasticsearch, agent, transfer or box.")
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "20",
      description = "How many of each; 20.")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tail", "-n", String.valueOf(lines)));
    if (follow) {
      command.add("-F");
    }
    chosen(BoxFolder.find()).forEach(file -> command.add(file.toString()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private List<Path> chosen(BoxFolder folder) throws IOException {
    List<Path> all = all(folder.logs());
    List<Path> chosen =
        all.stream().filter(file -> name == null || file.equals(folder.log(name))).toList();
    if (chosen.isEmpty()) {
      throw new StackException(
          all.isEmpty()
              ? "there are no logs yet: ./tributary up starts what writes them"
              : "there is no log of " + name + ", but of " + names(all));
    }
    return chosen;
  }

  private static String names(List<Path> files) {
    return String.join(
        ", ",
        files.stream().map(f -> f.getFileName().toString().replaceFirst("\\.log$", "")).toList());
  }

  private static List<Path> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }
}
