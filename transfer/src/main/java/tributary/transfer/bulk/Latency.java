package tributary.transfer.bulk;

/**
 * How long lines took from the agent's reading to Elasticsearch's acknowledgement, in the last
 * minutes.
 *
 * @param lines how many
 * @param p50 seconds, which half of them didn't exceed
 * @param p99 seconds, which 99 of 100 didn't exceed
 */
public record Latency(long lines, double p50, double p99) {}
