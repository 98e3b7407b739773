package tributary.agent.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a journal line by line, whatever is in it. A line that is damaged is counted and passed
 * over; one at the end that lacks its line feed was being written when the power went, which is
 * normal.
 */
final class JournalReader {
  private static final int LONGEST_LINE = 1 << 24;

  private final RecordCodec codec = new RecordCodec();

  /**
   * What was found.
   *
   * @param damaged lines that can't be read
   * @param whole bytes up to the end of the last line that has its line feed
   */
  record Found(int damaged, long whole) {}

  /**
   * Hands over the whole records in their order.
   *
   * @throws IOException if the file can't be read
   */
  Found read(Path file, Consumer<JournalRecord> records) throws IOException {
    int damaged = 0;
    long whole = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          if (line.size() < LONGEST_LINE) {
            line.write(b);
          } else {
            whole++;
          }
          continue;
        }
        whole += line.size() + 1;
        byte[] bytes = line.toByteArray();
        line.reset();
        Optional<JournalRecord> record = codec.decode(bytes, 0, bytes.length);
        record.ifPresent(records);
        damaged += record.isPresent() ? 0 : 1;
      }
    }
    return new Found(damaged, whole);
  }
}
