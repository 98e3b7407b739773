package tributary.agent.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Delivery;
import tributary.agent.read.content.Seam;
import tributary.agent.read.open.OpenFile;
import tributary.common.collect.ByteOrderMark;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.TextEncoding;

/** A content that is being read from an open file. Thread: reader. */
final class TailedFile {
  /** Turns that a file may wait for what has to happen before it is read. */
  private static final int PATIENCE = 60;

  private final Content content;
  private final OpenFile file;
  private final long openedAt;
  private final long openedPosition;
  private CollectEntry entry;
  private Optional<Framer> framer = Optional.empty();
  private Seam framerSeam;
  private boolean between = true;
  private boolean rotated;
  private boolean closed;
  private boolean empty;
  private long size;
  private long grownAt;
  private long heldSize = -1;
  private long modifiedAt = -1;
  private boolean seenTwice;
  private long unfinishedEnd = -1;
  private long unfinishedSince;
  private final Retry retry = new Retry();
  private final Progress progress;
  private final RotatedName name = new RotatedName();
  private Optional<String> waiting = Optional.empty();
  private String still;
  private int untold;

  TailedFile(Content content, OpenFile file, CollectEntry entry, long now) {
    this.content = content;
    this.file = file;
    this.entry = entry;
    this.openedAt = now;
    this.openedPosition = content.position();
    this.progress = new Progress(content);
    this.grownAt = now;
  }

  /** When it was opened. */
  long openedAt() {
    return openedAt;
  }

  /**
   * Whether it has been open for so many nanoseconds, and something of it was read. One that can't
   * be read (its topic is missing, say) has sixty times as long.
   */
  boolean hadTurn(long nanos, long now) {
    boolean moved = content.position() != openedPosition;
    return between && !isTimed() && now - openedAt >= (moved ? nanos : PATIENCE * nanos);
  }

  /** The path under which it is left alone ({@link Still}); null if it is looked at. */
  String still() {
    return still;
  }

  void still(String path) {
    still = path;
  }

  /** It has grown, and the system did not tell. */
  void untold() {
    untold++;
  }

  /**
   * Whether the system tells when it is written to. It does not where links lead to a file, or
   * where that is written to by another name; once may be chance.
   */
  boolean isTold() {
    return untold < 2;
  }

  /** Notes the size at a time; returns whether it has grown. */
  boolean sized(long newSize, long now) {
    boolean grown = newSize != size;
    if (grown) {
      size = newSize;
      content.sized(newSize);
      grownAt = now;
    }
    return grown;
  }

  /** What is unread of it came then, if something was before it was opened. */
  void unreadSince(OptionalLong nanos) {
    nanos.ifPresent(since -> progress.observe(size, since));
  }

  /**
   * Whether it may have been modified since the last look that found it at this size. What is
   * written in the same tick of the file system's clock as the write before leaves the same time,
   * so only a time that two looks have seen says that nothing has come since.
   */
  boolean isModified(long modified) {
    boolean same = modified == modifiedAt;
    boolean still = same && seenTwice;
    modifiedAt = modified;
    seenTwice = same;
    return !still;
  }

  /** Whether it was empty at the last look; says what it is at this one. */
  boolean wasEmpty(boolean isNow) {
    boolean before = empty;
    empty = isNow;
    return before;
  }

  /**
   * The framer for a seam's settings; none while the file is too short to say its encoding.
   *
   * @param ended whether it counts as it is, however short
   */
  Optional<Framer> framer(Seam seam, Framing framing, boolean ended) throws IOException {
    if (framer.isEmpty() || !seam.entry().equals(framerSeam.entry())) {
      closeFramer();
      framer =
          encoding(seam.entry().encoding(), ended)
              .map(encoding -> open(framing, seam.entry(), encoding));
    }
    framerSeam = seam;
    return framer;
  }

  private Framer open(Framing framing, CollectEntry of, TextEncoding encoding) {
    var fate = new DeliveryFate(content.delivery());
    return framing.open(content.known().id(), path(), of, encoding, fate);
  }

  private Optional<TextEncoding> encoding(TextEncoding named, boolean ended) throws IOException {
    return ByteOrderMark.depends(named)
        ? ByteOrderMark.decide(named, file.firstBytes(ByteOrderMark.LONGEST), ended)
        : Optional.of(named);
  }

  /** Where it is, or was when it was opened if it was rotated since. */
  private String path() {
    return rotated ? file.path().toString() : content.path();
  }

  void closeFramer() {
    framer.ifPresent(Framer::close);
    framer = Optional.empty();
    between = true;
  }

  void close() throws IOException {
    closeFramer();
    content.toEventStart();
    closed = true;
    file.close();
  }

  void framed(boolean betweenEvents) {
    between = betweenEvents;
  }

  /** There is more to be made of it, or may be. */
  void release() {
    heldSize = -1;
  }

  /**
   * Nothing more can be made of the bytes up to this size.
   *
   * @param mayEnd offset at which a time-out would end the event that is unfinished; -1 if none can
   */
  void hold(long atSize, long mayEnd, long now) {
    heldSize = atSize;
    if (mayEnd != unfinishedEnd) {
      unfinishedEnd = mayEnd;
      unfinishedSince = now;
    }
  }

  /** Where the unfinished event would end by a time-out that is over; none if none is. */
  OptionalLong timedOut(long now) {
    boolean over =
        isTimed()
            && framerSeam
                .entry()
                .multiline()
                .filter(rule -> now - unfinishedSince >= rule.timeout().toNanos())
                .isPresent();
    return over ? OptionalLong.of(unfinishedEnd) : OptionalLong.empty();
  }

  /** Whether a time-out runs that ends the unfinished event. */
  private boolean isTimed() {
    return unfinishedEnd > content.position()
        && framer.isPresent()
        && framerSeam.entry().multiline().isPresent();
  }

  void rotated(long now) {
    if (!rotated) {
      rotated = true;
      grownAt = now;
    }
  }

  /** From now on this entry holds: perhaps it makes more of what the one before left unfinished. */
  void entry(CollectEntry newer) {
    if (!newer.equals(entry)) {
      release();
    }
    entry = newer;
  }

  void waiting(Optional<String> reason) {
    waiting = reason;
  }

  /** When it is read again, if something of it was refused. */
  Retry retry() {
    return retry;
  }

  /** How it has grown, and was stored. */
  Progress progress() {
    return progress;
  }

  /** Its entry matches it at another path than before, or again. */
  void atPath(Path path, long now) {
    rotated = false;
    name.moved(Path.of(content.path()), path);
    grownAt = name.isOne() ? now : grownAt;
  }

  /** Whether nobody writes to it any more once it is quiet, whatever entry matches its name. */
  boolean isPutAway() {
    return rotated || name.isOne();
  }

  Content content() {
    return content;
  }

  OpenFile file() {
    return file;
  }

  CollectEntry entry() {
    return entry;
  }

  boolean isBetween() {
    return between;
  }

  boolean isRotated() {
    return rotated;
  }

  boolean isClosed() {
    return closed;
  }

  long size() {
    return size;
  }

  long grownAt() {
    return grownAt;
  }

  long heldSize() {
    return heldSize;
  }

  Optional<String> waiting() {
    return waiting;
  }

  /** Whether all of it is read and acknowledged. */
  boolean isDone() {
    Delivery.Position at = content.delivery().position();
    return at.settled() && at.offset() == content.position() && content.position() == size;
  }
}
