package tributary.console.status;

import java.util.Optional;
import tributary.console.agents.AgentCounts;
import tributary.console.agents.AgentPresence;

/**
 * An agent that runs.
 *
 * @param counts if its status pages can be reached from here
 */
record AgentState(AgentPresence presence, Optional<AgentCounts> counts) {}
