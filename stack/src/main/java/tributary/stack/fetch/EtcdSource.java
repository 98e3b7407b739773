package tributary.stack.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A place that may have an etcd program. */
interface EtcdSource {
  /** As shown to a person: where it was looked for. */
  String name();

  /**
   * The program, if this place has it.
   *
   * @throws IOException if it should be there but can't be had now; the next place is tried
   */
  Optional<Path> find() throws IOException;
}
