package tributary.bench.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that brings a topic's records into an index. */
interface Mover {
  /** Its name in the table. */
  String name();

  /** Whether it is installed. */
  boolean available();

  /**
   * The command that moves a topic into an index of the same name; it goes on until it is killed.
   *
   * @param folder of its own for settings and state
   */
  List<String> command(Path folder, Route route) throws IOException;

  /** What its environment holds beside ours. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** How to start it, with what it says in a file. */
  default ProcessBuilder process(Path folder, Route route, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(folder, route))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment());
    return builder;
  }

  /**
   * From where to where.
   *
   * @param broker host:port
   * @param group no other turn's, so that each begins at the beginning
   * @param elasticsearch http://host:port
   */
  record Route(String broker, String topic, String group, String elasticsearch) {}
}
