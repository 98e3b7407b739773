package tributary.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tributary.support.process.BuiltJar;

/** Makes a program's archive of classes as its systemd unit makes it. */
public final class ClassArchive {
  private static final int MINUTES = 5;

  private ClassArchive() {}

  /**
   * Runs {@code conf/class-archive.sh}.
   *
   * @param jar whose file has its own name, by which the script knows the program
   * @param archive where it shall lie
   * @param with what more it takes in
   */
  public static Path make(BuiltJar jar, Path archive, List<String> with)
      throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("tributary.root"), "conf", "class-archive.sh");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", script.toString(), jar.path().toString(), archive.toString()));
    command.addAll(with);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process made = builder.start();
    if (!made.waitFor(MINUTES, TimeUnit.MINUTES) || made.exitValue() != 0) {
      made.destroyForcibly();
      throw new IOException("no archive of classes was made");
    }
    return archive;
  }
}
