package tributary.stack;

import java.nio.file.Path;

/** Where one stack keeps its servers' files. */
record ServerFiles(Path folder) {
  ServerFiles {
    folder = folder.toAbsolutePath().normalize();
  }

  Path data(String server) {
    return folder.resolve("data").resolve(server);
  }

  Path log(String server) {
    return folder.resolve("logs").resolve(server + ".log");
  }
}
