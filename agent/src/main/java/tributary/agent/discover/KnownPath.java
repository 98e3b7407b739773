package tributary.agent.discover;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import tributary.common.collect.CollectEntry;

/**
 * What the last look saw at a path. Thread: discovery.
 *
 * @param file that is there
 * @param key as the file system gives it
 * @param modified when the file was modified last
 * @param problem why it may not be read, if so
 * @param linked whether links lead there, so that no folder tells when it is another file
 */
record KnownPath(
    FoundFile file, Object key, FileTime modified, Optional<String> problem, boolean linked) {
  /** A file that rests for so long is looked at at every fourth look only. */
  private static final long RESTS_MILLIS = 10 * 60_000;

  private static final int LOOKS = 4;

  /** Whether nothing about the file has changed, as far as its attributes tell. */
  boolean isStill(BasicFileAttributes attributes, CollectEntry entry) {
    return isSame(attributes)
        && file.size() == attributes.size()
        && modified.equals(attributes.lastModifiedTime())
        && file.entry().equals(entry);
  }

  /** Whether it is the same file. */
  boolean isSame(BasicFileAttributes attributes) {
    return key != null && key.equals(attributes.fileKey());
  }

  /**
   * Whether the look may pass it by: it has rested for long, is the same file, and it is not its
   * turn. The turns of many files are spread over the looks.
   */
  boolean rests(CollectEntry entry, int round, long now) {
    return !linked
        && file.entry().equals(entry)
        && now - file.modified() > RESTS_MILLIS
        && ((file.path().hashCode() + round) & (LOOKS - 1)) != 0;
  }
}
