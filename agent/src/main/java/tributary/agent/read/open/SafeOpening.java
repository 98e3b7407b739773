package tributary.agent.read.open;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import tributary.agent.discover.FileKey;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.PathRules;

/**
 * Opens a file so that nobody who swaps folders for links, or the file for another, between the
 * check and the opening gets anything else read. Its real path is checked by the rules and opened
 * folder by folder without following links; its key is compared before and after. Past a folder
 * that may be passed through but not read, the real path is compared before and after. Thread: the
 * opener, since opening what has become a FIFO blocks.
 */
final class SafeOpening {
  private final PathRules rules;

  SafeOpening(PathRules rules) {
    this.rules = rules;
  }

  /**
   * Opens the file that was found.
   *
   * @throws Opener.Replaced if another is there by now
   */
  FileChannel open(FoundFile found) throws IOException {
    Path real = found.path().toRealPath();
    Optional<String> problem = rules.problem(real);
    if (problem.isPresent()) {
      throw new AccessDeniedException(problem.get());
    }
    try {
      return checked(byFolders(found, real), () -> checkBirth(found));
    } catch (AccessDeniedException e) {
      return checked(byPath(found, real), () -> checkBirth(found));
    } catch (NotDirectoryException e) {
      throw new Opener.Replaced(found.path());
    } catch (FileSystemException e) {
      throw isLink(e) ? new Opener.Replaced(found.path()) : e;
    }
  }

  /**
   * Whether a link stood where none is on a real path: its folder was swapped for one. The JDK has
   * no exception of its own for open(2)'s ELOOP, but for these words, which no language changes.
   */
  private static boolean isLink(FileSystemException e) {
    return e.getReason() != null && e.getReason().endsWith("attributes of symbolic link");
  }

  /**
   * The inode of a file that was deleted is soon another's, and views of folders know no births.
   */
  private static void checkBirth(FoundFile found) throws IOException {
    var now = Files.readAttributes(found.path(), BasicFileAttributes.class);
    if (!FileKey.of(found.path(), now).agrees(found.key())) {
      throw new Opener.Replaced(found.path());
    }
  }

  private static FileChannel byFolders(FoundFile found, Path real) throws IOException {
    try (DirectoryStream<Path> root = Files.newDirectoryStream(real.getRoot())) {
      return root instanceof SecureDirectoryStream<Path> folder
          ? below(folder, found, real)
          : byPath(found, real);
    }
  }

  private static FileChannel below(SecureDirectoryStream<Path> folder, FoundFile found, Path rest)
      throws IOException {
    if (rest.getNameCount() == 1) {
      return in(folder, found, rest.getFileName());
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(rest.getName(0), LinkOption.NOFOLLOW_LINKS)) {
      return below(next, found, rest.subpath(1, rest.getNameCount()));
    }
  }

  private static FileChannel in(SecureDirectoryStream<Path> folder, FoundFile found, Path name)
      throws IOException {
    BasicFileAttributeView view =
        folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    check(found, view.readAttributes());
    FileChannel channel =
        channel(
            folder.newByteChannel(
                name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    return checked(channel, () -> check(found, view.readAttributes()));
  }

  private static FileChannel byPath(FoundFile found, Path real) throws IOException {
    check(found, attributes(real));
    FileChannel channel =
        FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return checked(
        channel,
        () -> {
          check(found, attributes(real));
          if (!found.path().toRealPath().equals(real)) {
            throw new Opener.Replaced(found.path());
          }
        });
  }

  private static BasicFileAttributes attributes(Path real) throws IOException {
    return Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static FileChannel channel(SeekableByteChannel opened) throws IOException {
    if (opened instanceof FileChannel channel) {
      return channel;
    }
    opened.close();
    throw new IOException("files can't be read at positions here");
  }

  private interface Check {
    void run() throws IOException;
  }

  private static FileChannel checked(FileChannel channel, Check check) throws IOException {
    try {
      check.run();
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void check(FoundFile found, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()
        || !FileKey.of(found.path(), attributes).text().equals(found.key().text())) {
      throw new Opener.Replaced(found.path());
    }
  }
}
