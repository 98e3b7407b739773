package tributary.stack;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import tributary.stack.process.Ports;

/**
 * A server's port on 127.0.0.1: given, or a free one chosen at its first use, and kept from then
 * on. Thread: any.
 */
final class ServerPort {
  private final OptionalInt fixed;

  @GuardedBy("this")
  private int chosen;

  ServerPort(OptionalInt fixed) {
    this.fixed = fixed;
  }

  static ServerPort ofAnyFree() {
    return new ServerPort(OptionalInt.empty());
  }

  synchronized int number() {
    if (chosen == 0) {
      chosen = fixed.orElseGet(ServerPort::free);
    }
    return chosen;
  }

  String address() {
    return "127.0.0.1:" + number();
  }

  /** Refuses a port that something else listens on. */
  void requireFree() throws IOException {
    if (!Ports.isFree(number())) {
      throw new IOException(
          "port " + number() + " is in use: stop what listens on it, or choose another port");
    }
  }

  private static int free() {
    try {
      return new Ports(RandomGenerator.getDefault()).free();
    } catch (IOException e) {
      throw new StackException(e.getMessage(), e);
    }
  }
}
