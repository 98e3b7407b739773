package tributary.agent;

import java.util.List;
import tributary.common.lifecycle.FatalErrors;
import tributary.common.lifecycle.ProgramMain;

/** Starts the agent. */
public final class AgentMain {
  private AgentMain() {}

  /** Parses, runs, exits. */
  public static void main(String[] arguments) {
    // Other exceptions are caught by whoever owns something; the rest comes from libraries'
    // threads.
    Thread.setDefaultUncaughtExceptionHandler(
        new FatalErrors(Error.class::isInstance, Runtime.getRuntime()::halt));
    System.exit(ProgramMain.run(new AgentProgram(), AgentMain::words, arguments));
  }

  private static List<?> words() {
    return List.of(new FilesCommand(), new RereadCommand(), new SkipCommand());
  }
}
