package tributary.agent.send;

import java.util.Set;
import org.apache.kafka.common.protocol.Errors;

/**
 * What a broker answered for one batch.
 *
 * @param message the broker's words, or ours; never null
 * @param named places in the batch of the records at fault; empty if it names none
 */
record Answer(Errors error, String message, Set<Integer> named) {
  Answer {
    named = Set.copyOf(named);
  }

  static Answer of(Errors error) {
    return new Answer(error, error.message(), Set.of());
  }
}
