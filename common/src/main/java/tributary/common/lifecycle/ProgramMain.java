package tributary.common.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What {@code main} of each long-running program calls. A service is started by {@code --config
 * FILE} and nothing else, and needs no parser of commands: loading it takes as long as reading the
 * settings. All other command lines are {@link ProgramCommand}'s.
 */
public final class ProgramMain {
  private static final String CONFIG = "--config";

  private ProgramMain() {}

  /**
   * Runs a program.
   *
   * @return its exit code, of {@link ExitCode}
   */
  public static int run(Program<?> program, String... arguments) {
    return run(program, List::of, arguments);
  }

  /**
   * Runs a program that has words too: commands that do one thing and end.
   *
   * @param words picocli commands, made only when the command line may name one
   * @return the exit code, of {@link ExitCode}
   */
  public static int run(Program<?> program, Supplier<List<?>> words, String... arguments) {
    if (arguments.length == 2 && arguments[0].equals(CONFIG) && !arguments[1].startsWith("-")) {
      return new ServiceStart<>(program, Path.of(arguments[1])).run();
    }
    return ProgramCommand.run(program, words.get(), arguments);
  }

  /** The version of the jar that holds the program; {@code development} outside a jar. */
  public static String version(Program<?> program) {
    String version = program.getClass().getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
