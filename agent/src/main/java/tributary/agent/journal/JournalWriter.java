package tributary.agent.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The journal's file: appends records and syncs them, and puts a shorter file in its place. What
 * was written in part by a call that failed is cut off again by the next. Thread: the journal's.
 */
final class JournalWriter implements AutoCloseable {
  private final Path file;
  private final Path before;
  private final RecordCodec codec = new RecordCodec();
  private FileChannel channel;
  private long length;

  /** Whether the file's name is sure to outlive a loss of power. */
  private boolean named = true;

  JournalWriter(Path file, Path before) {
    this.file = file;
    this.before = before;
  }

  /**
   * Appends to what is there.
   *
   * @param whole its length up to the last whole line
   */
  void open(long whole) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    length = whole;
  }

  boolean isOpen() {
    return channel != null;
  }

  /** Bytes of the file. */
  long length() {
    return length;
  }

  /** Writes and syncs records; either all of them are in the file, or it is as if none were. */
  void append(List<JournalRecord> records) throws IOException {
    byte[] lines = encode(records);
    if (!named) {
      syncFolder();
    }
    if (channel.size() != length) {
      channel.truncate(length);
    }
    write(channel, lines, length);
    channel.force(false);
    length += lines.length;
  }

  /** Puts a new file with these records in the place of the old, which is kept. */
  void rewrite(List<JournalRecord> records) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    byte[] lines = encode(records);
    FileChannel opened =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      write(opened, lines, 0);
      opened.force(true);
      keepBefore();
      move(next, file);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    if (channel != null) {
      channel.close();
    }
    channel = opened;
    length = lines.length;
    named = false;
    syncFolder();
  }

  /** A second name for the present file, so that there is a whole journal at every moment. */
  private void keepBefore() throws IOException {
    Path link = before.resolveSibling(before.getFileName() + ".new");
    Files.deleteIfExists(link);
    try {
      Files.createLink(link, file);
    } catch (NoSuchFileException e) {
      return;
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(file, link);
    }
    move(link, before);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void syncFolder() throws IOException {
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
    named = true;
  }

  private byte[] encode(List<JournalRecord> records) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(records.size() * 128);
    for (JournalRecord record : records) {
      byte[] line = codec.encode(record);
      lines.write(line, 0, line.length);
    }
    return lines.toByteArray();
  }

  private static void write(FileChannel to, byte[] bytes, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long position = at;
    while (buffer.hasRemaining()) {
      position += to.write(buffer, position);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
