package tributary.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes numbered lines to a file, and remembers them. Thread: the test's. */
final class Lines {
  private final Path file;
  private final List<String> written = new ArrayList<>();

  Lines(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Appends so many lines in one write. */
  List<String> append(int count) throws IOException {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(file.getFileName() + " line " + (written.size() + i));
    }
    Files.write(file, added, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    written.addAll(added);
    return added;
  }

  /** All lines so far. */
  List<String> written() {
    return written;
  }

  /** An entry for this file. */
  String entry(String topic) {
    return "{\"path\": \"%s\", \"topic\": \"%s\"}".formatted(file, topic);
  }
}
