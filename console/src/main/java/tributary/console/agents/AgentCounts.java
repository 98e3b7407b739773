package tributary.console.agents;

/**
 * What an agent counts, since its process began.
 *
 * @param files that it collects now
 * @param lines events that it has sent
 * @param behind bytes that are there and not sent, over all files
 * @param lost bytes that it could not read any more
 */
public record AgentCounts(long files, long lines, long behind, long lost) {

  /** Takes them from the metrics of DESIGN §9. */
  static AgentCounts of(Metrics metrics) {
    return new AgentCounts(
        metrics.sum("tributary_agent_files"),
        metrics.sum("tributary_agent_lines_total"),
        metrics.sum("tributary_agent_unread_bytes"),
        metrics.sum("tributary_agent_lost_bytes_total"));
  }
}
