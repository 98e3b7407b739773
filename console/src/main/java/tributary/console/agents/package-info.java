/**
 * What agents say of themselves: their key {@code /tributary/agents/{id}} (DESIGN §9), and the
 * metrics that they serve. For the words {@code collect} and {@code status}.
 */
package tributary.console.agents;
