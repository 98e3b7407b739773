package tributary.agent;

import tributary.common.lifecycle.ProgramMain;

/** Starts the agent. */
public final class AgentMain {
  private AgentMain() {}

  /** Parses, runs, exits. */
  public static void main(String[] arguments) {
    System.exit(ProgramMain.run(new AgentProgram(), arguments));
  }
}
