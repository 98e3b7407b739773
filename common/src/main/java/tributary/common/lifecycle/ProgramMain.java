package tributary.common.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
public final class ProgramMain<S> implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ProgramMain.class);

  private final Program<S> program;

  @Spec private CommandSpec spec;

  /** Required, but by the words beneath, which have one of their own. */
  @Option(names = "--config", paramLabel = "FILE", description = "The settings file.")
  private Path config;

  @Option(
      names = "--check",
      description = "Validate the settings, try every server they name, and exit.")
  private boolean check;

  private ProgramMain(Program<S> program) {
    this.program = program;
  }

  /**
   * Runs a program.
   *
   * @return its exit code, of {@link ExitCode}
   */
  public static int run(Program<?> program, String... arguments) {
    return run(program, List.of(), arguments);
  }

  /**
   * Runs a program that has words too: commands that do one thing and end.
   *
   * @param words picocli commands
   * @return the exit code, of {@link ExitCode}
   */
  public static int run(Program<?> program, List<?> words, String... arguments) {
    CommandLine commandLine = new CommandLine(new ProgramMain<>(program));
    words.forEach(commandLine::addSubcommand);
    commandLine.setExecutionExceptionHandler(ProgramMain::explain);
    commandLine.setCommandName(program.name());
    commandLine.getCommandSpec().usageMessage().description(program.description());
    commandLine.getCommandSpec().version(program.name() + " " + version(program));
    return commandLine.execute(arguments);
  }

  /** The version of the jar that holds the program; {@code development} outside a jar. */
  public static String version(Program<?> program) {
    String version = program.getClass().getPackage().getImplementationVersion();
    return version == null ? "development" : version;
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
    SettingsFile file;
    S settings;
    try {
      file = SettingsFile.load(config);
      settings = program.settings(file);
    } catch (SettingsException e) {
      e.problems().forEach(System.err::println);
      return ExitCode.USAGE;
    }
    if (check) {
      return new CheckReport(System.out).run(file, program.checks(settings));
    }
    return serve(file, settings);
  }

  private int serve(SettingsFile file, S settings) {
    log.info("{} {} starts with\n{}", program.name(), version(program), file.masked());
    Running running;
    try {
      running = program.start(settings, config);
    } catch (Exception e) {
      log.debug("start failed", e);
      System.err.println(program.name() + ": " + e.getMessage());
      return ExitCode.FAILURE;
    }
    return awaitSignal(running);
  }

  /** Blocks until the JVM is told to end; the hook then drains before the JVM goes. */
  private int awaitSignal(Running running) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
    CountDownLatch never = new CountDownLatch(1);
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  /** SIGTERM would end a JVM with 143; a clean stop is 0 (DESIGN §3), hence the halt. */
  private void stop(Running running) {
    int code = ExitCode.OK;
    try {
      running.stopIntake();
      running.close();
      log.info("{} has stopped", program.name());
    } catch (RuntimeException e) {
      log.error("{} did not stop cleanly", program.name(), e);
      code = ExitCode.FAILURE;
    }
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }
}
