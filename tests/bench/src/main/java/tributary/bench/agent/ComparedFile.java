package tributary.bench.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tributary.support.delivery.SentRecord;

/** A file of ASCII lines beside its records, read once, one by one and in their order. */
final class ComparedFile implements AutoCloseable {
  private final Path path;
  private final BufferedReader lines;
  private String fileId;
  private long position;
  private long records;

  ComparedFile(Path path) throws IOException {
    this.path = path;
    this.lines = Files.newBufferedReader(path, US_ASCII);
  }

  /**
   * Compares the next line with the file's next record.
   *
   * @throws IllegalStateException if it is another one, and how
   */
  void next(SentRecord record) {
    fileId = fileId == null ? record.fileId() : fileId;
    if (!fileId.equals(record.fileId())) {
      throw off(record, "has the id " + record.fileId() + " and not " + fileId);
    }
    if (record.span().end() <= position) {
      throw off(record, "was there before, or comes too late: lines up to " + position + " were");
    }
    if (record.span().start() > position) {
      throw off(record, "follows a gap that begins at " + position);
    }
    String line = line();
    if (!record.text().equals(line) || record.span().length() != line.length() + 1) {
      throw off(record, "is not the line that stands there");
    }
    position = record.span().end();
    records++;
  }

  /** Compares the end. */
  void end() {
    if (line() != null) {
      throw new IllegalStateException(path + ": its lines from " + position + " on are missing");
    }
  }

  private String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IllegalStateException off(SentRecord record, String how) {
    return new IllegalStateException(
        "%s: record %s of partition %d, offset %d, %s"
            .formatted(path, record.span(), record.partition(), record.offset(), how));
  }

  long records() {
    return records;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
