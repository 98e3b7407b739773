package tributary.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tributary.stack.fetch.ElasticsearchHome;

/**
 * Who runs Elasticsearch, which refuses root: whoever we are, else the user nobody. Where nobody
 * can't enter the project's folder, program and data lie elsewhere.
 *
 * @param prefix what to put before the command
 * @param home the program's folder
 * @param folder what it writes to
 */
record ElasticsearchUser(List<String> prefix, Path home, Path folder) {
  static ElasticsearchUser choose(Path folder, ElasticsearchHome home) throws IOException {
    Files.createDirectories(folder);
    Path program = home.unpacked();
    if (!Nobody.needed()) {
      return new ElasticsearchUser(List.of(), program, folder);
    }
    if (Nobody.WITH_CAPABILITIES.canUse(program, folder)) {
      return new ElasticsearchUser(Nobody.WITH_CAPABILITIES.prefix(), program, folder);
    }
    Path elsewhere = Files.createDirectories(Nobody.elsewhere(folder));
    Path copy = home.unpackedInto(elsewhere);
    if (!Nobody.PLAIN.canUse(copy, elsewhere)) {
      throw new IOException(
          "it refuses to run as root, and no other user could be used by setpriv: run as another"
              + " user than root");
    }
    return new ElasticsearchUser(Nobody.PLAIN.prefix(), copy, elsewhere);
  }

  /** Hands its files over to who runs it. */
  void own() throws IOException {
    if (!prefix.isEmpty()) {
      Nobody.own(folder);
    }
  }
}
