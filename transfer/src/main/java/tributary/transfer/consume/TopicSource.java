package tributary.transfer.consume;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Who says which topics are to be consumed. Any thread. */
public interface TopicSource {

  /** The topics that are named now, and may be consumed. */
  Set<String> named();

  /** Topics that are named, but may not be consumed, with the reason. */
  SortedMap<String, String> refused();

  /** Why a topic may not be consumed, whether named or not. */
  Optional<String> problem(String topic);
}
