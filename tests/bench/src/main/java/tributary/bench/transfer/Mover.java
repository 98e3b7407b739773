package tributary.bench.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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

  /**
   * From where to where.
   *
   * @param broker host:port
   * @param group no other turn's, so that each begins at the beginning
   * @param elasticsearch http://host:port
   */
  record Route(String broker, String topic, String group, String elasticsearch) {}
}
