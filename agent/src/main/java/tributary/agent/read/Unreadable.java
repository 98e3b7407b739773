package tributary.agent.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tributary.agent.discover.FoundFile;
import tributary.agent.identify.Compression;
import tributary.agent.read.content.Content;

/**
 * Compressed siblings that can't be compared with anything (.xz, .zst, .bz2): one that no fully
 * read orphan accounts for was perhaps missed. The oldest files are accounted for first, by the
 * oldest orphans. What was written while no agent ran was read by none. Thread: reader.
 */
final class Unreadable {
  /** Milliseconds that a run may have gone on after the last look that it wrote down. */
  private static final long LOOKS_APART = 15_000;

  private final Desk desk;
  private final Map<Path, List<String>> missed = new HashMap<>();

  Unreadable(Desk desk) {
    this.desk = desk;
  }

  /**
   * Compares the siblings of a path with what is known; returns whether that can be said yet: not
   * while something of the path is still being read.
   *
   * @param siblings oldest first
   * @param missedSince only those modified since then can have been missed
   */
  boolean compare(Path of, List<FoundFile> siblings, long missedSince) {
    if (siblings.stream().noneMatch(f -> Compression.of(f.path()) == Compression.OTHER)) {
      missed.remove(of);
      return true;
    }
    for (TailedFile held : desk.tracked().held()) {
      if (held.content().path().equals(of.toString())) {
        return false;
      }
    }
    List<Content> read = fullyRead(of);
    List<String> reports = new ArrayList<>();
    for (FoundFile file : siblings) {
      if (Compression.of(file.path()) == Compression.OTHER
          && !account(file, read)
          && file.modified() >= missedSince) {
        reports.add(
            "%s (%d bytes) was perhaps missed: it is compressed in a way that can't be read, and"
                    .formatted(file.path(), file.size())
                + " no file that was read to its end accounts for it");
      }
    }
    if (reports.isEmpty()) {
      missed.remove(of);
    } else {
      missed.put(of, reports);
    }
    return true;
  }

  private List<Content> fullyRead(Path of) {
    List<Content> read = new ArrayList<>();
    for (Content content : desk.contents().all()) {
      boolean gone =
          content.path().equals(of.toString())
              && desk.whereabouts().isOrphan(content)
              && !desk.whereabouts().isLocated(content);
      if (gone && content.position() >= content.size()) {
        read.add(content);
      }
    }
    read.sort(Comparator.comparing(content -> content.known().id()));
    return read;
  }

  private boolean account(FoundFile file, List<Content> read) {
    for (Content content : read) {
      boolean readToItsEnd =
          content.isSeen() || file.modified() <= desk.ledger().lastLook() + LOOKS_APART;
      if (readToItsEnd) {
        read.remove(content);
        return true;
      }
    }
    return false;
  }

  List<String> problems() {
    return missed.values().stream().flatMap(List::stream).toList();
  }
}
