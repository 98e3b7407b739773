package tributary.agent.read;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tributary.agent.discover.FoundFile;
import tributary.agent.read.open.GzipBytes;
import tributary.agent.read.open.OpenFile;
import tributary.agent.read.open.Opener;

/**
 * Has files opened, and unpacked if need be, and hands them to {@link Decision}. Thread: reader;
 * the opener hands back through {@code inbox}.
 */
final class Admission {
  private final Desk desk;
  private final Opener opener;
  private final Decision decision;
  private final Consumer<Runnable> inbox;
  private final Set<String> opening = new HashSet<>();
  private final Map<Path, String> errors = new LinkedHashMap<>();

  /** How a file comes to be opened. */
  enum Role {
    /** At its path, at the first look of its entry. */
    FIRST_LOOK(false),
    /** At its path. */
    AT_PATH(false),
    /** Beside its path: only what is known is read on. */
    SIBLING(true),
    /** Beside its path, written since the last look: read whatever it is. */
    MISSED(true);

    private final boolean held;

    Role(boolean held) {
      this.held = held;
    }

    /** Whether it is not at the path that an entry names, and is held until it is read. */
    boolean isHeld() {
      return held;
    }
  }

  /**
   * One file to be opened.
   *
   * @param found where
   * @param home the path that it belongs to; another than where it is if it was rotated
   * @param settled hears what became of it
   */
  record Order(FoundFile found, Role role, Path home, Consumer<Outcome> settled) {}

  /** What became of an order. */
  enum Outcome {
    /** It was identified, and is read if need be. */
    DONE,
    /** It can't be said yet what it is: it is to be opened again after a while. */
    WAITS,
    /** Another file, or none, is there by now. */
    REPLACED,
    /** It can't be read. */
    FAILED
  }

  Admission(Desk desk, Opener opener, Decision decision, Consumer<Runnable> inbox) {
    this.desk = desk;
    this.opener = opener;
    this.decision = decision;
    this.inbox = inbox;
  }

  /** Has a file opened, unless it is being opened already; returns whether it is. */
  boolean open(Order order) {
    if (!opening.add(token(order))) {
      return false;
    }
    opener.open(order.found(), decision.namedAfter(order), new Arrival(order, this::admit));
    return true;
  }

  /** What is done with a file that was opened; says what became of it. */
  private interface Admitting {
    Optional<Outcome> admit(Order order, OpenFile file, Optional<OpenFile> namedAfter)
        throws IOException;
  }

  private final class Arrival implements Opener.Result {
    private final Order order;
    private final Admitting admitting;

    Arrival(Order order, Admitting admitting) {
      this.order = order;
      this.admitting = admitting;
    }

    @Override
    public void opened(OpenFile file, Optional<OpenFile> namedAfter) {
      inbox.accept(() -> onOpened(order, file, namedAfter, admitting));
    }

    @Override
    public void failed(IOException reason) {
      inbox.accept(() -> onFailed(order, reason));
    }

    @Override
    public void hangs() {
      inbox.accept(
          () ->
              errors.put(
                  order.found().path(),
                  "opening " + order.found().path() + " does not end; it is left behind"));
    }
  }

  private static String token(Order order) {
    return order.role().isHeld() ? order.found().key().text() : order.found().path().toString();
  }

  private void onFailed(Order order, IOException reason) {
    Path path = order.found().path();
    if (reason instanceof Opener.Replaced || reason instanceof NoSuchFileException) {
      end(order, Outcome.REPLACED);
    } else if (reason instanceof Opener.NotYet) {
      end(order, Outcome.WAITS);
    } else {
      desk.error("open");
      errors.put(path, "can't open " + path + ": " + reason);
      end(order, Outcome.FAILED);
    }
  }

  private void onOpened(
      Order order, OpenFile file, Optional<OpenFile> namedAfter, Admitting admitting) {
    Path path = order.found().path();
    errors.remove(path);
    Optional<Outcome> outcome;
    try {
      outcome = admitting.admit(order, file, namedAfter);
    } catch (IOException e) {
      errors.put(path, "can't read " + path + ": " + e);
      desk.discard(file);
      outcome = Optional.of(Outcome.FAILED);
    }
    namedAfter.ifPresent(desk::discard);
    outcome.ifPresent(o -> end(order, o));
  }

  private void end(Order order, Outcome outcome) {
    opening.remove(token(order));
    order.settled().accept(outcome);
  }

  /** Nothing if it has to be unpacked first. */
  private Optional<Outcome> admit(Order order, OpenFile file, Optional<OpenFile> namedAfter)
      throws IOException {
    if (desk.tracked().under(file.key()).isPresent() || !desk.wants(order.home())) {
      file.close();
      return Optional.of(Outcome.DONE);
    }
    Optional<GzipBytes> packed = file.packed();
    if (packed.isEmpty()) {
      return Optional.of(decision.decide(order, file, namedAfter));
    }
    if (decision.isKnownWhole(order, file, packed.get())) {
      return Optional.of(Outcome.DONE);
    }
    opener.measure(
        file, packed.get(), decision.marks(order, file), new Arrival(order, this::admitMeasured));
    return Optional.empty();
  }

  private Optional<Outcome> admitMeasured(Order order, OpenFile file, Optional<OpenFile> namedAfter)
      throws IOException {
    if (desk.tracked().under(file.key()).isPresent() || !desk.wants(order.home())) {
      file.close();
      return Optional.of(Outcome.DONE);
    }
    return Optional.of(decision.decide(order, file, namedAfter));
  }

  void error(Path path, String message) {
    errors.put(path, message);
  }

  void forgetErrorsBut(Set<Path> paths) {
    errors.keySet().retainAll(paths);
  }

  /** What is wrong with single files. */
  List<String> problems() {
    return new ArrayList<>(errors.values());
  }
}
