package tributary.agent.send.batch;

/**
 * Events of one content that adjoin, and follow each other in a batch.
 *
 * @param start offset in the content
 * @param end offset after the last
 * @param eventEnd where the last event ends that is whole, or the start
 * @param records events and parts
 * @param events that are whole, or end with a last part
 */
public record Run(long start, long end, long eventEnd, int records, int events) {}
