package tributary.stack.box;

import java.io.IOException;
import java.nio.file.Path;
import tributary.stack.fetch.ProjectRoot;

/** The files of the local box, all in the project's folder .tributary. */
record BoxFolder(ProjectRoot root) {
  static BoxFolder find() throws IOException {
    return new BoxFolder(ProjectRoot.find());
  }

  Path path() {
    return root.path().resolve(".tributary");
  }

  /** A program as it was built. */
  Path built(String program) {
    return root.path().resolve(program + "/target/tributary-" + program + ".jar");
  }

  /** The program that runs: a copy, so that a build doesn't change the jar of a running JVM. */
  Path running(String program) {
    return path().resolve("programs/tributary-" + program + ".jar");
  }

  Path settings(String program) {
    return path().resolve("conf/" + program + ".conf");
  }

  Path data(String program) {
    return path().resolve("data").resolve(program);
  }

  Path logs() {
    return path().resolve("logs");
  }

  Path log(String program) {
    return logs().resolve(program + ".log");
  }

  /** What the generator writes. */
  Path accessLog() {
    return path().resolve("demo/access.log");
  }

  /** Held by the background process as long as it lives. */
  Path lock() {
    return path().resolve("box.lock");
  }

  /** What runs, written by the background process. */
  Path state() {
    return path().resolve("box.state");
  }
}
