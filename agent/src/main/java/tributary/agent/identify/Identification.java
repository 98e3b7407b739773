package tributary.agent.identify;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tributary.agent.discover.FileKey;

/**
 * Decides which known content a file holds (the one rule of identity). In doubt it is new: a few
 * bytes may come twice, and none is lost.
 */
public final class Identification {
  private Identification() {}

  /**
   * Decides.
   *
   * @param path of the file
   * @param key of the file
   * @param file to look into
   * @param underKey the content that this key held last, if any
   * @param orphans contents of the file's folder that are no longer at their path; asked for when
   *     they matter
   * @throws IOException if the file can't be read
   */
  public static <C extends KnownContent> Identity<C> decide(
      String path, FileKey key, Prober file, Optional<C> underKey, Supplier<Collection<C>> orphans)
      throws IOException {
    if (underKey.isPresent() && same(underKey.get(), key, file)) {
      return isDoubtful(underKey.get(), file)
          ? sameOrCopy(path, file, underKey.get(), orphans.get())
          : new Identity.Same<>(underKey.get());
    }
    if (underKey.isPresent() && underKey.get().fromEarlierBoot()) {
      Optional<Mark> cut = cut(underKey.get(), key, file);
      if (cut.isPresent()) {
        return new Identity.Cut<>(underKey.get(), cut.get());
      }
    }
    // An inode that was used again by a file that was born later is another file's.
    Optional<C> changed = underKey.filter(c -> c.key().agrees(key));
    for (C orphan : orphans.get()) {
      if (isCopy(orphan, path, file) && changed.filter(c -> c == orphan).isEmpty()) {
        return new Identity.Found<>(orphan);
      }
    }
    return new Identity.Fresh<>();
  }

  /** Less than a head is known of a content, and the file that it should be in has more by now. */
  private static boolean isDoubtful(KnownContent known, Prober file) throws IOException {
    return !known.head().full() && file.size() >= Head.FULL;
  }

  /**
   * Many files begin alike, and inodes are used again: a whole head and a mark tell more than a key
   * and less than a head.
   */
  private static <C extends KnownContent> Identity<C> sameOrCopy(
      String path, Prober file, C known, Collection<C> orphans) throws IOException {
    for (C orphan : orphans) {
      boolean told = orphan.head().full() && orphan.marks().newest().isPresent();
      if (told && orphan != known && isLargeCopy(orphan, path, file)) {
        return new Identity.Found<>(orphan);
      }
    }
    return new Identity.Same<>(known);
  }

  /** Whether a file at a path is a copy of a content. */
  public static boolean isCopy(KnownContent content, String path, Prober file) throws IOException {
    return content.head().full()
        ? isLargeCopy(content, path, file)
        : isSmallCopy(content, path, file);
  }

  /** Power loss took its end, or left NULs there: the highest mark that still agrees. */
  private static Optional<Mark> cut(KnownContent known, FileKey key, Prober file)
      throws IOException {
    if (!known.key().agrees(key) || !file.agrees(known.head())) {
      return Optional.empty();
    }
    List<Mark> marks = known.marks().oldestFirst();
    for (int i = marks.size() - 1; i >= 0; i--) {
      if (marks.get(i).offset() <= file.size() && file.agrees(marks.get(i))) {
        return Optional.of(marks.get(i));
      }
    }
    return Optional.empty();
  }

  private static boolean same(KnownContent known, FileKey key, Prober file) throws IOException {
    Optional<Mark> newest = known.marks().newest();
    return known.key().agrees(key)
        && file.agrees(known.head())
        && (newest.isEmpty() || file.agrees(newest.get()));
  }

  /**
   * With a head that tells files apart, a shorter copy under another name is recognised too. While
   * nothing is acknowledged there is no mark: then the name has to tell that it is a copy. What was
   * acknowledged while a file was unpacked could not be compared: then what came before has to do.
   */
  private static boolean isLargeCopy(KnownContent orphan, String path, Prober file)
      throws IOException {
    if (orphan.marks().highest(file::knows).isEmpty()) {
      return Siblings.areRelated(path, orphan.path()) && file.agrees(orphan.head());
    }
    long size = file.size();
    boolean elsewhere = !path.equals(orphan.path());
    Optional<Mark> mark =
        elsewhere
            ? orphan.marks().highest(m -> m.offset() <= size && file.knows(m))
            : orphan.marks().newest();
    return file.agrees(orphan.head()) && mark.isPresent() && file.agrees(mark.get());
  }

  /**
   * Small files are alike often: only a sibling with exactly these bytes, all acknowledged, is it.
   */
  private static boolean isSmallCopy(KnownContent orphan, String path, Prober file)
      throws IOException {
    return Siblings.isSibling(path, orphan.path())
        && file.size() == orphan.head().length()
        && file.size() == orphan.acknowledged()
        && file.agrees(orphan.head());
  }
}
