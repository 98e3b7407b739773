package tributary.agent.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.discover.FileKey;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.Scan;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Contents;
import tributary.agent.read.content.Known;
import tributary.agent.read.content.Ledger;
import tributary.agent.read.content.Remembered;
import tributary.agent.read.open.OpenFile;

/**
 * What the reader has before it: contents and open files, and the few things that happen to them.
 * Thread: reader.
 */
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Ledger ledger;
  private final Contents contents = new Contents();
  private final Tracked tracked = new Tracked();
  private final ReaderQueue queue;
  private final ReadCounts counts;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Runnable wake;
  private final Set<String> cut = new HashSet<>();
  private final Rotations rotations = new Rotations();
  private Losses losses;
  private final Whereabouts whereabouts = new Whereabouts();
  private final Orphans orphans = new Orphans(contents, tracked, whereabouts);

  Desk(Ledger ledger, ReaderQueue queue, ReadCounts counts, ReaderClock time) {
    this.ledger = ledger;
    this.queue = queue;
    this.counts = counts;
    this.clock = time.clock();
    this.nanos = time.nanos();
    this.wake = time.wake();
    for (Remembered remembered : ledger.remembered()) {
      Content content = Content.restored(remembered, wake);
      content.fromEarlierBoot(ledger.rebooted());
      contents.add(content);
    }
  }

  /** How the reader tells the time, and how it is woken. */
  record ReaderClock(InstantSource clock, LongSupplier nanos, Runnable wake) {}

  /** Who is told of what may be lost. */
  void losses(Losses told) {
    losses = told;
  }

  /** What there is by the latest look. */
  void scanned(Scan latest) {
    whereabouts.scanned(latest);
    rotations.keepOnly(path -> wants(Path.of(path)));
  }

  /** Which file is where. */
  Whereabouts whereabouts() {
    return whereabouts;
  }

  /** Whether an entry names a path. */
  boolean wants(Path path) {
    return whereabouts.wants(path);
  }

  /** The file at a path. */
  Optional<FoundFile> at(Path path) {
    return whereabouts.at(path);
  }

  /** Contents that turn up elsewhere. */
  Orphans orphans() {
    return orphans;
  }

  /** Looks whether a file still holds the content that was last seen in it. */
  void verify(OpenFile file) throws IOException {
    Optional<TailedFile> open = tracked.under(file.key());
    Optional<Content> content =
        open.map(TailedFile::content).or(() -> contents.underKey(file.key()));
    if (content.isPresent() && !content.get().fromEarlierBoot() && !isIntact(content.get(), file)) {
      open.ifPresent(this::close);
      cut(content.get());
    }
  }

  /** Looks whether an open file still holds its content. */
  void verify(TailedFile file) {
    try {
      verify(file.file());
    } catch (IOException e) {
      // It is read again at its next turn, where the error is reported.
      counts.error("read");
    }
  }

  private boolean isIntact(Content content, OpenFile file) throws IOException {
    return file.size() >= content.size() && file.agrees(content.head()) && goesOn(content, file);
  }

  /** A content was found again in another file. */
  void found(Admission.Order order, OpenFile file, Content content) throws IOException {
    long position = content.position();
    boolean all = content.delivery().settled() && content.acknowledged() == position;
    boolean nothingLeft = file.size() < position || (file.size() == position && all);
    if (nothingLeft && (order.role().isHeld() || file.size() < position)) {
      discard(file);
      relocate(order, content, file.size());
    } else {
      attach(order, file, content);
    }
  }

  /**
   * A file holds nothing that is still to be sent; where it holds all of a content, that is where
   * the content is from now on.
   */
  void relocate(Admission.Order order, Content content, long length) {
    whereabouts.spent(order.found());
    if (length == content.position()) {
      content.orphan(false);
      update(content, order.found().key(), order.home().toString());
    }
  }

  /** A known content goes on from an open file. */
  void attach(Admission.Order order, OpenFile file, Content content) throws IOException {
    content.opened();
    losses.found(content);
    content.heldIn(file.size());
    var tailed = new TailedFile(content, file, order.found().entry(), nanos.getAsLong());
    if (!content.path().equals(order.home().toString())) {
      tailed.atPath(order.home(), nanos());
    }
    update(content, file.key(), order.home().toString());
    open(order, tailed);
  }

  /** A new content is read from an open file. */
  void admit(Admission.Order order, OpenFile file, Beginnings.Begun begun) throws IOException {
    contents.add(begun.content());
    TailedFile tailed =
        new TailedFile(begun.content(), file, order.found().entry(), nanos.getAsLong());
    begun.content().await(begun.ticket());
    open(order, tailed);
  }

  private void open(Admission.Order order, TailedFile tailed) throws IOException {
    tailed.sized(tailed.file().size(), nanos.getAsLong());
    tailed.unreadSince(contents.waitsNoMore(tailed.content()));
    tailed.content().await(ledger.renewed());
    if (order.role().isHeld()) {
      tailed.rotated(nanos.getAsLong());
      tracked.hold(tailed);
    } else {
      tracked.at(order.home()).ifPresent(this::rotated);
      tracked.put(order.home(), tailed);
    }
    contents.hold(tailed.content());
    queue.add(tailed);
  }

  void moved(TailedFile file, String path) {
    update(file.content(), file.file().key(), path);
  }

  private void update(Content content, FileKey key, String path) {
    Known known = content.known();
    Known now = new Known(known.id(), key, known.head(), path, known.start());
    contents.changed(content, now);
    if (!now.equals(known)) {
      ledger.changed(now);
    }
  }

  /** Its path holds another file, or none: it is read to its end, and held until it is quiet. */
  void rotated(TailedFile file) {
    rotations.rotated(file.content().path(), nanos.getAsLong());
    stir(file);
    tracked.remove(file);
    file.rotated(nanos.getAsLong());
    tracked.hold(file);
  }

  /** A file that was left alone is looked at again; returns whether it was. */
  boolean stir(TailedFile file) {
    return queue.stir(file);
  }

  /** Stops reading from a file; what is known of its content stays. */
  void close(TailedFile file) {
    stir(file);
    tracked.remove(file);
    contents.loosen(file.content());
    file.progress().closed(file.size(), nanos.getAsLong());
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing {}", file.content().path(), e);
    }
  }

  void discard(OpenFile file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing {}", file.path(), e);
    }
  }

  /** Whether what a path holds took the place of content that was under the same key. */
  boolean wasCut(Path path) {
    return tracked.at(path).isPresent() && cut.remove(path.toString());
  }

  /** Other bytes are under a content's key: what was not read of it is lost. */
  void cut(Content content) {
    contents.orphan(content);
    cut.add(content.path());
    rotations.rotated(content.path(), nanos.getAsLong());
    losses.missing(content);
    LOG.info(
        "{} was cut or overwritten at offset {}; what it holds now is new content",
        content.path(),
        content.position());
  }

  /** Whether what stands before the position of a content is in a file that may hold it. */
  boolean goesOn(Content content, OpenFile file) {
    int width = (int) Math.min(ReadSettings.OVERLAP, content.position());
    byte[] bytes = new byte[width];
    try {
      int count = file.read(bytes, 0, width, content.position() - width);
      return count == width && content.follows(bytes, width);
    } catch (IOException e) {
      counts.error("read");
      return false;
    }
  }

  /** Whether a content that is not open is read and acknowledged up to a size. */
  boolean isAtEnd(Content content, long size) {
    return !content.isOrphan() && content.position() == size && content.acknowledged() == size;
  }

  /** The file of a content is gone before all of it was read. */
  void missing(Content content) {
    losses.missing(content);
  }

  /** How often the files at their paths are rotated. */
  Rotations rotations() {
    return rotations;
  }

  /** Wakes the reader. */
  Runnable wake() {
    return wake;
  }

  long nanos() {
    return nanos.getAsLong();
  }

  long now() {
    return clock.millis();
  }

  Ledger ledger() {
    return ledger;
  }

  Contents contents() {
    return contents;
  }

  Tracked tracked() {
    return tracked;
  }

  void error(String kind) {
    counts.error(kind);
  }
}
