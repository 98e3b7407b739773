package tributary.stack.box;

import java.io.IOException;
import java.nio.file.Path;
import tributary.stack.fetch.ProjectRoot;

/**
 * The files of the local box.
 *
 * @param path holds all of them: the project's folder .tributary, or what the system property
 *     {@code tributary.box} names
 */
record BoxFolder(ProjectRoot root, Path path) {
  BoxFolder {
    path = path.toAbsolutePath().normalize();
  }

  static BoxFolder find() throws IOException {
    ProjectRoot root = ProjectRoot.find();
    String property = System.getProperty("tributary.box");
    return new BoxFolder(
        root, property == null ? root.path().resolve(".tributary") : Path.of(property));
  }

  /** A program as it was built. */
  Path built(String program) {
    return root.path().resolve(program + "/target/tributary-" + program + ".jar");
  }

  /** The program that runs: a copy, so that a build doesn't change the jar of a running JVM. */
  Path running(String program) {
    return path.resolve("programs/tributary-" + program + ".jar");
  }

  Path settings(String program) {
    return path.resolve("conf/" + program + ".conf");
  }

  Path data(String program) {
    return path.resolve("data").resolve(program);
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path log(String program) {
    return logs().resolve(program + ".log");
  }

  /** What the generator writes. */
  Path accessLog() {
    return path.resolve("demo/access.log");
  }

  /** Held by the background process as long as it lives. */
  Path lock() {
    return path.resolve("box.lock");
  }

  /** What runs, written by the background process. */
  Path state() {
    return path.resolve("box.state");
  }
}
