package tributary.agent.discover;

import java.nio.file.Path;

/**
 * Hears of files that are written to, in folders where the system tells of it. Called on several
 * threads, for one folder in the order in which it happened; hands over and returns at once.
 */
public interface WriteListener {
  /** From now on every write to a file of this folder is told. */
  void told(Path folder);

  /** No longer; files of this folder may have been written to. */
  void untold(Path folder);

  /** A file in such a folder was written to, or cut, or its attributes have changed. */
  void written(Path file);
}
