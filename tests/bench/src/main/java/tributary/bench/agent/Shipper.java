package tributary.bench.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that brings a file's lines to a topic. */
interface Shipper {
  /** Its name in the table. */
  String name();

  /** Whether it is installed. */
  boolean available();

  /**
   * The command that ships a file's lines to a topic; it may end when all is sent, or go on.
   *
   * @param folder of its own for settings and state
   */
  List<String> command(Path folder, List<Path> files, Target target) throws IOException;

  /** Of its environment, what it needs beside ours. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /**
   * Where the lines go.
   *
   * @param broker host:port
   * @param codec compression.type
   */
  record Target(String broker, String topic, String codec) {}
}
