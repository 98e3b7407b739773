package tributary.agent.send.batch;

/**
 * Who sends a batch, and as which: what makes sending it again harmless.
 *
 * @param sequence of its first record
 */
public record Stamp(long producerId, short epoch, int sequence) {}
