package tributary.console.status;

import java.util.Optional;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.AgentReport;

/**
 * An agent that runs.
 *
 * @param report if its status pages can be reached from here
 */
record AgentState(AgentPresence presence, Optional<AgentReport> report) {}
