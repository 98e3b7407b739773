package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import tributary.common.collect.Glob;

/**
 * Goes through the folders in which a glob's matches may lie, and through no others. {@code **}
 * follows no links to folders, so there are no circles. Thread: discovery.
 */
final class FolderWalk {
  private final Glob glob;
  private final Predicate<Path> match;
  private final BiConsumer<Path, IOException> unreadable;

  /**
   * @param match told of each match, folders too; false ends the walk
   * @param unreadable told of folders that can't be looked into
   */
  FolderWalk(Glob glob, Predicate<Path> match, BiConsumer<Path, IOException> unreadable) {
    this.glob = glob;
    this.match = match;
    this.unreadable = unreadable;
  }

  void run() {
    if (Files.isDirectory(glob.root())) {
      walk(glob.root());
    }
  }

  private boolean walk(Path folder) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (glob.matches(child) && !match.test(child)) {
          return false;
        }
        if (glob.mayMatchBelow(child) && isFolder(child) && !walk(child)) {
          return false;
        }
      }
    } catch (IOException e) {
      unreadable.accept(folder, e);
    } catch (DirectoryIteratorException e) {
      unreadable.accept(folder, e.getCause());
    }
    return true;
  }

  private boolean isFolder(Path path) {
    return glob.crossesFolders()
        ? Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        : Files.isDirectory(path);
  }
}
