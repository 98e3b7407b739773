package tributary.agent.read.open;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tributary.agent.discover.FileKey;
import tributary.agent.discover.FoundFile;
import tributary.agent.identify.Siblings;
import tributary.common.collect.CollectEntry;

/** Lists the siblings of a path. Thread: the opener. */
record SiblingList(Path of, CollectEntry entry) {
  private static final int MOST_LOOKS = 8;

  /** Names move while a rotation goes on: what two looks in a row agree on is what there is. */
  List<FoundFile> settled() {
    List<FoundFile> before = List.of();
    for (int look = 0; look < MOST_LOOKS; look++) {
      Optional<List<FoundFile>> found = list();
      if (look > 0 && found.isPresent() && found.get().equals(before)) {
        return before;
      }
      before = found.orElse(before);
    }
    return before;
  }

  /** None if one of them vanished meanwhile, or the folder can't be read. */
  private Optional<List<FoundFile>> list() {
    Siblings names = Siblings.of(of);
    List<FoundFile> found = new ArrayList<>();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(of.getParent(), names::contains)) {
      for (Path path : folder) {
        BasicFileAttributes a =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (a.isRegularFile()) {
          long modified = a.lastModifiedTime().toMillis();
          found.add(new FoundFile(path, FileKey.of(path, a), a.size(), modified, entry));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
    found.sort(Comparator.comparingLong(FoundFile::modified).thenComparing(FoundFile::path));
    return Optional.of(found);
  }
}
