package tributary.agent.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tributary.agent.identify.Identification;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Contents;
import tributary.agent.read.open.OpenFile;

/** Contents that may turn up elsewhere than where they were last. Thread: reader. */
final class Orphans {
  private final Contents contents;
  private final Tracked tracked;
  private final Whereabouts whereabouts;

  Orphans(Contents contents, Tracked tracked, Whereabouts whereabouts) {
    this.contents = contents;
    this.tracked = tracked;
    this.whereabouts = whereabouts;
  }

  /**
   * Contents of a folder that are no longer at their path, and not held open either. Small files
   * are alike often: one whose own file is there under another name is no orphan.
   */
  List<Content> in(Path folder) {
    return contents.looseIn(folder).stream()
        .filter(c -> whereabouts.isOrphan(c) && !tracked.holds(c))
        .filter(c -> c.head().full() || !whereabouts.isLocated(c))
        .toList();
  }

  /**
   * Contents of a folder that may be in a compressed file too: orphans, and those that are open,
   * since the plain file is there until the compressed one is whole.
   */
  List<Content> maybeIn(Path folder) {
    List<Content> maybe = new ArrayList<>(in(folder));
    for (TailedFile open : tracked.all()) {
      if (folder.equals(folder(open))) {
        maybe.add(open.content());
      }
    }
    return maybe;
  }

  /**
   * Whether a file is a copy of a content that was rotated, and is still held open; or, if it is
   * compressed, of one that is open at its path.
   */
  boolean isHeldElsewhere(String path, OpenFile file) throws IOException {
    for (TailedFile open : file.packed().isPresent() ? tracked.all() : tracked.held()) {
      boolean sameFolder = folder(open).equals(file.path().getParent());
      if (sameFolder && Identification.isCopy(open.content(), path, file)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a file begins like a content of its folder that was at its path by the latest look, of
   * which that is not sure: no file was opened for it in this run yet, and the look may be over; or
   * the file there is shorter than what was read, so that it is another one that was given the same
   * inode, and was not looked into yet. Of others that are closed it is known what they are, and
   * many files begin alike.
   */
  boolean mayBe(OpenFile file) {
    return file.head().full()
        && contents.looseIn(file.path().getParent()).stream()
            .anyMatch(
                content ->
                    content.head().equals(file.head())
                        && (!content.isSeen() || whereabouts.isCut(content))
                        && !whereabouts.isOrphan(content));
  }

  private static Path folder(TailedFile file) {
    return Path.of(file.content().path()).getParent();
  }

  /**
   * Whether a file that can't be told from a small content of its path may hold what was not read
   * of that.
   */
  boolean mayHoldRest(Path home, OpenFile file) throws IOException {
    for (Content content : in(home.getParent())) {
      boolean small = !content.head().full() && content.head().length() > 0;
      if (small
          && content.path().equals(home.toString())
          && file.size() > content.acknowledged()
          && file.agrees(content.head())) {
        return true;
      }
    }
    return false;
  }
}
