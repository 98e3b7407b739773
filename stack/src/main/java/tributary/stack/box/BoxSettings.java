package tributary.stack.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the settings files of the programs, anew at each start.
 *
 * @param host the agent's id, by which the console names this machine
 */
record BoxSettings(BoxFolder folder, BoxPorts ports, String host) {
  private static final String AGENT =
      """
      agent {
        id = %s
        data-dir = %s
        # The default list without the folders of users: the project may lie there.
        paths.deny = ["/etc/**", "/proc/**", "/sys/**", "/dev/**", "/run/**", "**/.ssh/**"]
        http.port = %d
      }
      topics { create = true, partitions = 4, replication = 1 }
      """;

  void write() throws IOException {
    write(
        "agent",
        AGENT.formatted(
                quoted(host), quoted(folder.data("agent").toString()), ports.of(BoxPart.AGENT))
            + etcd()
            + kafka());
    write(
        "transfer",
        "transfer.http.port = %d\n".formatted(ports.of(BoxPart.TRANSFER))
            + etcd()
            + kafka()
            + elasticsearch());
    write(
        "console",
        "console.host = %s\n".formatted(quoted(host)) + etcd() + kafka() + elasticsearch());
  }

  private void write(String program, String text) throws IOException {
    Path file = folder.settings(program);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "# Written by ./tributary up at each start.\n" + text);
  }

  private String etcd() {
    return "etcd.endpoints = [%s]\n".formatted(quoted(ports.url(BoxPart.ETCD)));
  }

  private String kafka() {
    return "kafka.bootstrap.servers = %s\n".formatted(quoted(ports.address(BoxPart.KAFKA)));
  }

  private String elasticsearch() {
    return "elasticsearch.hosts = [%s]\n".formatted(quoted(ports.url(BoxPart.ELASTICSEARCH)));
  }

  /** A string of HOCON, which is one of JSON. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
