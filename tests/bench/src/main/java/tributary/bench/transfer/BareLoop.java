package tributary.bench.transfer;

import java.nio.file.Path;
import java.util.List;

/** {@link BareLoopMain} as a process of its own. */
final class BareLoop implements Mover {
  private final boolean ids;

  /**
   * @param ids whether documents have ids of topic, partition and offset, or the server's
   */
  BareLoop(boolean ids) {
    this.ids = ids;
  }

  @Override
  public String name() {
    return ids ? "bare loop, ids" : "bare loop, no ids";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public List<String> command(Path folder, Route route) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
        "-cp",
        System.getProperty("java.class.path"),
        BareLoopMain.class.getName(),
        route.broker(),
        route.topic(),
        route.group(),
        route.elasticsearch(),
        Boolean.toString(ids));
  }
}
