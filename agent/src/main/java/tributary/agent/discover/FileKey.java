package tributary.agent.discover;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Which file holds a content: device and inode, or the path where there are none.
 *
 * @param text device and inode as the system names them
 * @param birth birth time in milliseconds, or 0 where it isn't known; only ever a veto
 */
public record FileKey(String text, long birth) {

  /** The key of a file with these attributes at that path. */
  public static FileKey of(Path path, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    long birth = attributes.creationTime().toMillis();
    // Systems and Java versions without birth times give the modification time in its place.
    boolean known = birth > 0 && birth != attributes.lastModifiedTime().toMillis();
    return new FileKey(key == null ? path.toString() : key.toString(), known ? birth : 0);
  }

  /** Whether it may be the same file: the same place, and no two birth times that differ. */
  public boolean agrees(FileKey other) {
    return text.equals(other.text) && (birth == 0 || other.birth == 0 || birth == other.birth);
  }
}
