package tributary.agent;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import tributary.support.files.Rotation;

/**
 * The file at a path, and those that were rotated away from it, with what happens to files: they
 * are written, renamed, copied and cut, compressed, deleted. Knows every content that there was.
 */
final class ModelFile {
  private final Path path;
  private final String name;
  private final Random random;
  private final InstantSource clock;
  private final Runnable pause;
  private final Duration wait;
  private final boolean rotatedMatch;
  private final List<ModelContent> contents = new ArrayList<>();
  private final List<Older> older = new ArrayList<>();
  private final List<ModelContent> deleted = new ArrayList<>();
  private ModelContent current;
  private int next;
  private int touches;

  /** One that was rotated; its place in the list is its number. */
  private record Older(ModelContent content, boolean packed, boolean copy) {}

  /**
   * @param pause now and then, between two steps of what is no single step
   * @param wait for which a copy that stands still counts as being made
   * @param rotatedMatch whether an entry names those that were rotated, too
   */
  ModelFile(
      Path path,
      Random random,
      InstantSource clock,
      Runnable pause,
      Duration wait,
      boolean rotatedMatch) {
    this.path = path;
    this.name = path.getFileName() + " ";
    this.random = random;
    this.clock = clock;
    this.pause = pause;
    this.wait = wait;
    this.rotatedMatch = rotatedMatch;
  }

  Path path() {
    return path;
  }

  List<ModelContent> contents() {
    return contents;
  }

  /** The content at the path; null if nothing is there. */
  ModelContent current() {
    return current;
  }

  /** Contents that no file holds any more. */
  List<ModelContent> deleted() {
    return deleted;
  }

  /** Appends so many lines in one write. */
  void write(int lines) {
    if (current == null) {
      // A deleted file's inode is used again: with the same first line it may be that very file.
      begin(random.nextInt(4) == 0);
    }
    append(path, current, lines(lines));
  }

  private void begin(boolean header) {
    current = new ModelContent(path.getFileName() + "#" + contents.size());
    contents.add(current);
    try {
      Files.write(path, new byte[0], StandardOpenOption.CREATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (header) {
      append(path, current, "# the first line of each of these files\n");
      current.header();
    }
  }

  private String lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(line()).append(random.nextInt(8) == 0 ? "\r\n" : "\n");
    }
    return text.toString();
  }

  private String line() {
    next++;
    return switch (random.nextInt(8)) {
      case 0 -> " more " + name + next;
      case 1 -> "long " + name + next + "x".repeat(random.nextInt(300));
      default -> "line " + name + next;
    };
  }

  /** Appends the beginning of a line, or its middle. */
  void half() {
    if (current != null) {
      append(path, current, "half " + name + next++);
    }
  }

  private void append(Path to, ModelContent content, String text) {
    try {
      Files.write(to, content.add(text), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      touch(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files' times are the manual clock's, as if both were the system's; no two are the same. */
  private void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(clock.millis() + touches++));
  }

  private Path numbered(int index) {
    Path plain = Rotation.numbered(path, index + 1);
    boolean packed = index < older.size() && older.get(index).packed();
    return packed ? Rotation.packed(plain) : plain;
  }

  /** Renames the file; a program that keeps it open may go on in it for a moment. */
  void rename(boolean writesOn) throws IOException {
    if (current == null) {
      return;
    }
    shift();
    Files.move(path, Rotation.numbered(path, 1));
    current.over(!rotatedMatch);
    older.add(0, new Older(current, false, false));
    if (writesOn) {
      append(numbered(0), current, lines(1 + random.nextInt(20)));
      current.late();
    }
    current = null;
  }

  private void shift() throws IOException {
    for (int i = older.size() - 1; i >= 0; i--) {
      Path to = Rotation.numbered(path, i + 2);
      Files.move(numbered(i), older.get(i).packed() ? Rotation.packed(to) : to);
    }
  }

  /** Copies the file while it may grow, and cuts it. */
  void copyTruncate() throws IOException {
    if (current == null) {
      return;
    }
    shift();
    int copied = copy(Rotation.numbered(path, 1));
    older.add(0, new Older(current, false, true));
    if (random.nextInt(3) == 0) {
      append(path, current, lines(1 + random.nextInt(10)));
    }
    current.over(!rotatedMatch);
    current.cut(copied);
    truncate(0);
  }

  private int copy(Path to) throws IOException {
    ByteArrayOutputStream copied = new ByteArrayOutputStream();
    Files.write(to, new byte[0], StandardOpenOption.CREATE_NEW);
    for (int left = random.nextInt(3); left >= 0; left--) {
      byte[] bytes = Files.readAllBytes(path);
      int until = left == 0 ? bytes.length : random.nextInt(bytes.length + 1);
      if (until > copied.size()) {
        byte[] piece = Arrays.copyOfRange(bytes, copied.size(), until);
        copied.writeBytes(piece);
        Files.write(to, piece, StandardOpenOption.APPEND);
        touch(to);
      }
      current.copied();
      if (left > 0) {
        long began = System.nanoTime();
        pause.run();
        append(path, current, lines(random.nextInt(20)));
        if (System.nanoTime() - began > wait.toNanos() / 2) {
          current.stalled();
        }
      }
    }
    return copied.size();
  }

  /** Cuts the file without a copy of what it held; what is left is new content. */
  void cut(int most) throws IOException {
    if (current != null) {
      current.mayMiss();
      current.over(true);
      truncate(Math.min(most, current.size()));
    }
  }

  private void truncate(int to) throws IOException {
    byte[] left = Arrays.copyOf(current.bytes(), to);
    current = null;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(to);
    }
    begin(to == 0 && random.nextInt(4) == 0);
    current.add(left);
    current.mayMiss();
    touch(path);
  }

  /**
   * Deletes the file.
   *
   * @param open whether somebody is known to read it who keeps it open
   */
  void delete(boolean open) throws IOException {
    if (current != null) {
      Files.delete(path);
      current.over(true);
      gone(current, open);
      current = null;
    }
  }

  /** Deletes the oldest of those that were rotated, as retention does. */
  void deleteOldest() throws IOException {
    if (!older.isEmpty()) {
      int last = older.size() - 1;
      Files.delete(numbered(last));
      gone(older.remove(last).content(), false);
    }
  }

  private void gone(ModelContent content, boolean open) {
    if (open) {
      deleted.add(content);
    } else {
      content.mayMiss();
    }
  }

  /**
   * Compresses one that was rotated, in two steps, as gzip does. The plain one goes some looks
   * before the last step: the manual clock says at once what else is said ten seconds later, that
   * what is compressed has not changed for long.
   */
  void compress() throws IOException {
    int index = random.nextInt(Math.min(2, older.size()) + 1);
    if (index >= older.size() || older.get(index).packed()) {
      return;
    }
    Path plain = numbered(index);
    ModelContent content = older.get(index).content();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      Files.copy(plain, gzip);
    }
    content.copied();
    Path packed = Rotation.packed(plain);
    byte[] all = bytes.toByteArray();
    int half = random.nextInt(all.length);
    FileTime modified = Files.getLastModifiedTime(plain);
    Files.write(packed, Arrays.copyOf(all, half));
    touch(packed);
    pause.run();
    Files.delete(plain);
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    Files.write(packed, Arrays.copyOfRange(all, half, all.length), StandardOpenOption.APPEND);
    Files.setLastModifiedTime(packed, modified);
    older.set(index, new Older(content, true, older.get(index).copy()));
  }

  /**
   * Moves the file to another folder for a while, and back. With a time from before the last look,
   * and rotated before it is opened, it would be one that always lay beside.
   *
   * @param known whether it is known for certain
   */
  void awayAndBack(Path folder, boolean known) throws IOException {
    if (current != null) {
      Path there = Files.createDirectories(folder).resolve(path.getFileName());
      Files.move(path, there);
      pause.run();
      Files.move(there, path);
      if (!known) {
        touch(path);
      }
    }
  }
}
