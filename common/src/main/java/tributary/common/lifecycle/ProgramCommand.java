package tributary.common.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/**
 * The command line that all long-running programs share: {@code --config}, {@code --check}, {@code
 * --version}, {@code --help}. Runs the program until SIGTERM or SIGINT.
 *
 * @param <S> the program's settings
 */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class ProgramCommand<S> implements Callable<Integer> {
  private final Program<S> program;

  @Spec private CommandSpec spec;

  /** Required, but by the words beneath, which have one of their own. */
  @Option(names = "--config", paramLabel = "FILE", description = "The settings file.")
  private Path config;

  @Option(
      names = "--check",
      description = "Validate the settings, try every server they name, and exit.")
  private boolean checks;

  private ProgramCommand(Program<S> program) {
    this.program = program;
  }

  /**
   * Runs a program that has words too: commands that do one thing and end.
   *
   * @param words picocli commands
   * @return the exit code, of {@link ExitCode}
   */
  static int run(Program<?> program, List<?> words, String... arguments) {
    CommandLine commandLine = new CommandLine(new ProgramCommand<>(program));
    words.forEach(commandLine::addSubcommand);
    commandLine.setExecutionExceptionHandler(ProgramCommand::explain);
    commandLine.setCommandName(program.name());
    commandLine.getCommandSpec().usageMessage().description(program.description());
    commandLine.getCommandSpec().version(program.name() + " " + ProgramMain.version(program));
    return commandLine.execute(arguments);
  }

  /** A word that fails says why, in the sentences of its exception. */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof SettingsException wrong) {
      wrong.problems().forEach(command.getErr()::println);
      return ExitCode.USAGE;
    }
    String message = failure.getMessage();
    command.getErr().println(message == null ? failure.toString() : message);
    return ExitCode.FAILURE;
  }

  @Override
  public Integer call() {
    if (config == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
    }
    return checks ? check() : new ServiceStart<>(program, config).run();
  }

  private int check() {
    try {
      SettingsFile file = SettingsFile.load(config);
      return new CheckReport(System.out).run(file, program.checks(program.settings(file)));
    } catch (SettingsException e) {
      e.problems().forEach(System.err::println);
      return ExitCode.USAGE;
    }
  }
}
