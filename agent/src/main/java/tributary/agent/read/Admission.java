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
import tributary.agent.identify.Identification;
import tributary.agent.identify.Identity;

/**
 * Has files opened, and decides which content each of them holds. Thread: reader; the opener hands
 * back through {@code inbox}.
 */
final class Admission {
  private final Desk desk;
  private final Opener opener;
  private final Beginnings beginnings;
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
    /** Another file, or none, is there by now. */
    REPLACED,
    /** It can't be read. */
    FAILED
  }

  Admission(Desk desk, Opener opener, Beginnings beginnings, Consumer<Runnable> inbox) {
    this.desk = desk;
    this.opener = opener;
    this.beginnings = beginnings;
    this.inbox = inbox;
  }

  /** Has a file opened, unless it is being opened already; returns whether it is. */
  boolean open(Order order) {
    if (!opening.add(token(order))) {
      return false;
    }
    opener.open(
        order.found(),
        new Opener.Result() {
          @Override
          public void opened(OpenFile file) {
            inbox.accept(() -> onOpened(order, file));
          }

          @Override
          public void failed(IOException reason) {
            inbox.accept(() -> onFailed(order, reason));
          }
        });
    return true;
  }

  private static String token(Order order) {
    return order.role().isHeld() ? order.found().key().text() : order.found().path().toString();
  }

  private void onFailed(Order order, IOException reason) {
    opening.remove(token(order));
    Path path = order.found().path();
    if (reason instanceof Opener.Replaced || reason instanceof NoSuchFileException) {
      order.settled().accept(Outcome.REPLACED);
    } else {
      desk.error("open");
      errors.put(path, "can't open " + path + ": " + reason);
      order.settled().accept(Outcome.FAILED);
    }
  }

  private void onOpened(Order order, OpenFile file) {
    opening.remove(token(order));
    FoundFile found = order.found();
    errors.remove(found.path());
    Outcome outcome = Outcome.DONE;
    try {
      if (desk.tracked().under(found.key()).isPresent() || !desk.wants(order.home())) {
        file.close();
      } else {
        identify(order, file);
      }
    } catch (IOException e) {
      errors.put(found.path(), "can't read " + found.path() + ": " + e);
      desk.discard(file);
      outcome = Outcome.FAILED;
    }
    order.settled().accept(outcome);
  }

  private void identify(Order order, OpenFile file) throws IOException {
    FoundFile found = order.found();
    Optional<Content> underKey = desk.contents().underKey(found.key());
    Identity<Content> identity =
        Identification.decide(
            found.path().toString(),
            found.key(),
            file,
            underKey.filter(content -> desk.goesOn(content, file)),
            () -> desk.orphansIn(found.path().getParent()));
    if (identity instanceof Identity.Same<Content> same) {
      desk.attach(order, file, same.content());
    } else if (identity instanceof Identity.Found<Content> orphan) {
      desk.attach(order, file, orphan.orphan());
    } else if (order.role() == Role.SIBLING) {
      file.close();
    } else {
      underKey.ifPresent(desk::cut);
      boolean existed = order.role() == Role.FIRST_LOOK;
      desk.admit(order, file, beginnings.begin(order, file, existed, desk.wake()));
    }
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
