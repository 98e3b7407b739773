package tributary.agent.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Delivery;
import tributary.common.lifecycle.FirstTimeLog;

/** Tells how far behind files are, open ones and those that wait for their turn. Thread: reader. */
final class Standing {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

  /** Nanoseconds for which a byte may be unread before it is a sign of being late. */
  private static final long PATIENCE = 10_000_000_000L;

  private final Desk desk;
  private final ReadCounts counts;
  private final LongSupplier nanos;
  private final FirstTimeLog log = new FirstTimeLog(LOG);
  private Map<String, String> warnings = Map.of();

  Standing(Desk desk, ReadCounts counts, LongSupplier nanos) {
    this.desk = desk;
    this.counts = counts;
    this.nanos = nanos;
  }

  /** All contents that are known, also those that no file is open for. */
  List<ReadStatus> list() {
    List<ReadStatus> all = new ArrayList<>();
    for (Content content : desk.contents().all()) {
      Optional<TailedFile> open =
          desk.tracked().under(content.key()).filter(file -> file.content() == content);
      all.add(status(content, open));
    }
    return all;
  }

  private ReadStatus status(Content content, Optional<TailedFile> open) {
    Delivery.Position at = content.delivery().position();
    return new ReadStatus(
        content.path(),
        content.known().id().text(),
        content.seams().at(content.position()).map(seam -> seam.entry().topic()),
        content.known().start(),
        content.size(),
        content.position(),
        at.offset(),
        content.skipped(),
        content.lost(),
        open.map(Standing::holding).orElse(ReadStatus.Holding.CLOSED),
        Duration.ofNanos(unreadFor(content, open, nanos.getAsLong())),
        open.map(TailedFile::waiting).orElse(turn(content)));
  }

  private static long unreadFor(Content content, Optional<TailedFile> open, long now) {
    return open.map(file -> file.progress().unreadFor(now)).orElse(content.turn().age(now));
  }

  private static Optional<String> turn(Content content) {
    return content.turn().waits()
        ? Optional.of("agent.read.max-open files are open; it waits for its turn")
        : Optional.empty();
  }

  private static ReadStatus.Holding holding(TailedFile file) {
    return file.isRotated() ? ReadStatus.Holding.ROTATED : ReadStatus.Holding.AT_PATH;
  }

  /** Once a second: the metrics, and which files will not be read in time. */
  void count() {
    long unread = 0;
    long oldest = 0;
    long now = nanos.getAsLong();
    Map<String, String> late = new TreeMap<>();
    for (TailedFile file : desk.tracked().all()) {
      if (file.still() != null) {
        continue;
      }
      file.progress().observe(file.size(), now);
      unread += Math.max(0, file.size() - file.content().acknowledged());
      oldest = Math.max(oldest, file.progress().unreadFor(now));
      warning(file, now).ifPresent(text -> late.put(file.content().path(), text));
    }
    for (Content content : desk.contents().waiting()) {
      unread += Math.max(0, content.size() - content.acknowledged());
      oldest = Math.max(oldest, content.turn().age(now));
    }
    warnings.keySet().stream().filter(path -> !late.containsKey(path)).forEach(log::clear);
    late.keySet()
        .forEach(path -> log.warn(path, "it will be rotated away before all of it is read"));
    warnings = late;
    counts.standing(desk.tracked().all().size(), unread, oldest / 1e9);
  }

  private Optional<String> warning(TailedFile file, long now) {
    if (file.isRotated() || file.progress().unreadFor(now) < PATIENCE) {
      return Optional.empty();
    }
    OptionalLong untilNext = desk.rotations().untilNext(file.content().path(), now);
    return untilNext.isPresent()
        ? file.progress().outlook(file.size(), untilNext, now).warning()
        : Optional.empty();
  }

  /** Which files are rotated away before they are read, as far as can be told. */
  List<String> warnings() {
    return warnings.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
  }
}
