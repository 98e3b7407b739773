package tributary.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.agent.discover.FileKey;
import tributary.agent.journal.JournalContent;

/** Which content of a journal the file at a path holds, by its key. */
record KnownFile(JournalContent content, long size) {

  /**
   * The content in the file at a path.
   *
   * @throws IOException if there is none, or the agent doesn't know it; the message says so
   */
  static KnownFile at(Path path, List<JournalContent> contents) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + path, e);
    }
    FileKey key = FileKey.of(path, attributes);
    Optional<JournalContent> newest =
        contents.stream().filter(c -> c.key().agrees(key)).reduce((older, newer) -> newer);
    return new KnownFile(
        newest.orElseThrow(() -> new IOException("this agent has never read the file " + path)),
        attributes.size());
  }

  /** The size of the file that holds a content; none if it is gone, or another is there. */
  static OptionalLong sizeOf(JournalContent content) {
    Path path = Path.of(content.path());
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      boolean there = content.key().agrees(FileKey.of(path, attributes));
      return there ? OptionalLong.of(attributes.size()) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
