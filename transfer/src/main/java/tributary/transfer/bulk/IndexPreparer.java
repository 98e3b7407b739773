package tributary.transfer.bulk;

import java.io.IOException;
import tributary.transfer.document.Index;

/** Sees to it that an index is there with its mapping. Blocks; thread: the preparing one. */
interface IndexPreparer {

  /**
   * Makes the index unless it is there.
   *
   * @throws IndexRefused if documents must not go there, or it can't be made
   * @throws IOException if Elasticsearch can't be asked
   */
  void prepare(Index index) throws IOException, IndexRefused;

  /** Why documents can't go to an index now. */
  final class IndexRefused extends Exception {
    private static final long serialVersionUID = 1L;

    IndexRefused(String reason) {
      super(reason);
    }
  }
}
