package tributary.stack.box;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import tributary.stack.StackException;

/** The port of each part of the box, all on 127.0.0.1. */
record BoxPorts(Map<BoxPart, Integer> numbers) {
  BoxPorts {
    numbers = Map.copyOf(numbers);
  }

  int of(BoxPart part) {
    return numbers.get(part);
  }

  String address(BoxPart part) {
    return "127.0.0.1:" + of(part);
  }

  String url(BoxPart part) {
    return "http://" + address(part);
  }

  /**
   * A wanted port is taken or refused; a default one that is in use gives way to the next free one.
   *
   * @param wanted by a person
   * @param isFree whether a port can be listened on
   * @param notes hears of each default port that was in use
   */
  static BoxPorts choose(
      Map<BoxPart, Integer> wanted, IntPredicate isFree, Consumer<String> notes) {
    Map<BoxPart, Integer> chosen = new EnumMap<>(BoxPart.class);
    for (BoxPart part : BoxPart.values()) {
      Integer port = wanted.get(part);
      chosen.put(part, port == null ? byDefault(part, isFree, chosen, notes) : port);
      if (port != null && !isFree.test(port)) {
        throw new StackException(
            "port "
                + port
                + " for "
                + part.title()
                + " is in use: stop what listens on it, or choose"
                + " another with "
                + part.option());
      }
    }
    return new BoxPorts(chosen);
  }

  private static int byDefault(
      BoxPart part, IntPredicate isFree, Map<BoxPart, Integer> taken, Consumer<String> notes) {
    int port = part.port();
    while (!isFree.test(port) || taken.containsValue(port)) {
      port++;
    }
    if (port != part.port()) {
      notes.accept(
          "Port " + part.port() + " is in use, so " + part.title() + " takes " + port + ".");
    }
    return port;
  }
}
