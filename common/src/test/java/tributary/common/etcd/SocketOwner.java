package tributary.common.etcd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A process of this machine, to tell its connections from those of others, as Linux lists them. */
interface SocketOwner {
  /** No process. */
  SocketOwner NOBODY = port -> false;

  /** Whether a connection from this port of 127.0.0.1 is its. */
  boolean has(int port);

  /** The process with this id. */
  static SocketOwner process(long pid) {
    return port -> socketAt(port).map(socket -> isOpenIn(pid, socket)).orElse(false);
  }

  /** See proc(5): the second column is the local address, the tenth the inode. */
  private static Optional<String> socketAt(int port) {
    String local = ":%04X".formatted(port);
    try {
      return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
          .map(line -> List.of(line.strip().split("\\s+")))
          .filter(columns -> columns.get(1).endsWith(local) && !columns.get(9).equals("0"))
          .map(columns -> "socket:[" + columns.get(9) + "]")
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isOpenIn(long pid, String socket) {
    try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.anyMatch(descriptor -> leadsTo(descriptor, socket));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean leadsTo(Path descriptor, String socket) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(socket);
    } catch (IOException e) {
      // Closed meanwhile.
      return false;
    }
  }
}
