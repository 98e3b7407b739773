package tributary.console.status;

import java.util.Optional;

/**
 * The transfers, which are one consumer group.
 *
 * @param members how many run; empty if Kafka is away
 */
record TransferState(String group, Optional<Integer> members) {}
