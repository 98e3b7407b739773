package tributary.stack.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A child's log file, looked at while it grows. Positions are bytes. */
public record LogFile(Path path) {
  private static final int TAIL_BYTES = 64 * 1024;

  /** Its length now; 0 if there is none yet. */
  public long length() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /** Whether a text stands at or after a position. */
  public boolean contains(String text, long from) throws IOException {
    return read(from).contains(text);
  }

  /** The last lines at or after a position, oldest first; none if there is no file. */
  public List<String> lastLines(int count, long from) {
    try {
      List<String> lines = read(Math.max(from, length() - TAIL_BYTES)).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of("(" + e + ")");
    }
  }

  private String read(long from) throws IOException {
    if (length() <= from) {
      return "";
    }
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
      channel.position(from);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }
  }
}
