package tributary.common.lifecycle;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/**
 * Runs a program until SIGTERM or SIGINT. Thread: main; the stop runs on one of its own.
 *
 * @param <S> the program's settings
 */
final class ServiceStart<S> {
  private static final Logger log = LoggerFactory.getLogger(ServiceStart.class);

  private final Program<S> program;
  private final Path config;

  ServiceStart(Program<S> program, Path config) {
    this.program = program;
    this.config = config;
  }

  /** Reads the settings and runs with them; returns the exit code, of {@link ExitCode}. */
  int run() {
    try {
      SettingsFile file = SettingsFile.load(config);
      return serve(file, program.settings(file));
    } catch (SettingsException e) {
      e.problems().forEach(System.err::println);
      return ExitCode.USAGE;
    }
  }

  private int serve(SettingsFile file, S settings) {
    log.info("{} {} starts with\n{}", program.name(), ProgramMain.version(program), file.masked());
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
