package tributary.support.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Appends to the file at a path, and remembers each line. Opens it anew each time. */
public final class LineWriter {
  private final Path path;
  private final List<String> written = new ArrayList<>();
  private int next;

  /** Writes to that path. */
  public LineWriter(Path path) {
    this.path = path;
  }

  /** Appends so many numbered lines in one write. */
  public LineWriter lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String line = path.getFileName() + " line " + next++;
      written.add(line);
      text.append(line).append('\n');
    }
    return raw(text.toString());
  }

  /** Appends a text as it is; the caller knows what lines it makes. */
  public LineWriter raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends bytes as they are. */
  public LineWriter raw(byte[] bytes) {
    try {
      Files.createDirectories(path.getParent());
      Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbered lines in their order. */
  public List<String> written() {
    return List.copyOf(written);
  }

  /** Where it writes. */
  public Path path() {
    return path;
  }
}
