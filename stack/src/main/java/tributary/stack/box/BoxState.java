package tributary.stack.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What runs in the box: one line each in its file, "name pid address". */
record BoxState(List<Entry> entries) {
  /** One process. */
  record Entry(String name, long pid, String address) {
    boolean alive() {
      return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
  }

  BoxState {
    entries = List.copyOf(entries);
  }

  static BoxState read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", -1);
        entries.add(new Entry(words[0], Long.parseLong(words[1]), words[2]));
      }
    }
    return new BoxState(entries);
  }

  /** Replaces the file as a whole, so that no reader sees half of it. */
  void write(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    Files.write(
        draft,
        entries.stream()
            .map(entry -> entry.name() + " " + entry.pid() + " " + entry.address())
            .toList());
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
