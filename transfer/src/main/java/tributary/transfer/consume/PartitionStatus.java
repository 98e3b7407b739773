package tributary.transfer.consume;

/**
 * How one assigned partition stands, for {@code /status}.
 *
 * @param topic its topic
 * @param partition its number
 * @param state starting, running, paused, waiting or restarting
 * @param why it doesn't run, empty if it does
 * @param next the offset up to which all is settled
 * @param lag records that aren't, -1 if unknown
 * @param restarts how often its worker threw
 * @param lastError what went wrong last, empty if nothing has
 */
public record PartitionStatus(
    String topic,
    int partition,
    String state,
    String why,
    long next,
    long lag,
    int restarts,
    String lastError) {}
