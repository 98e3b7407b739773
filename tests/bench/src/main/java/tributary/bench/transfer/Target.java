package tributary.bench.transfer;

import java.util.Optional;

/** Where documents go. */
interface Target {
  /** Its address. */
  String url();

  /** Empties an index, and makes it with this mapping, if any. */
  void clear(String index, Optional<String> mapping);

  /** How many documents the index has now. */
  long documents(String index);
}
