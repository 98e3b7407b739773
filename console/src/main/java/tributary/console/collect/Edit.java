package tributary.console.collect;

import java.util.Optional;
import tributary.common.collect.CollectEntry;

/**
 * What came of an edit.
 *
 * @param document the value after it
 * @param before the entry that stood there, if one did
 */
record Edit(Outcome outcome, CollectDocument document, Optional<CollectEntry> before) {

  /** What was done. */
  enum Outcome {
    ADDED,
    REPLACED,
    REMOVED,
    /** It is so already; nothing is written. */
    UNCHANGED
  }
}
