package tributary.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who runs Elasticsearch, which refuses root: whoever we are, else the user nobody.
 *
 * @param prefix what to put before the command
 */
record ElasticsearchUser(List<String> prefix) {
  /**
   * Chooses by who we are.
   *
   * @param program Elasticsearch's folder
   * @param data what it writes to
   */
  static ElasticsearchUser choose(Path program, Path data) throws IOException {
    Files.createDirectories(data);
    if (!Nobody.needed()) {
      return new ElasticsearchUser(List.of());
    }
    if (!Nobody.canUse(program, data)) {
      throw new IOException(
          "it refuses to run as root, and setpriv could not run it as nobody in this folder: start"
              + " it as another user than root");
    }
    return new ElasticsearchUser(Nobody.prefix());
  }

  /** Hands its files over to who runs it. */
  void own(Path data) throws IOException {
    if (!prefix.isEmpty()) {
      Nobody.own(data);
    }
  }
}
