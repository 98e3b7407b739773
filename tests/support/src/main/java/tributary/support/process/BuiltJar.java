package tributary.support.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A runnable jar of this build.
 *
 * @param path where it lies
 */
public record BuiltJar(Path path) {
  /** The agent's. */
  public static BuiltJar agent() {
    return of("agent");
  }

  /** The transfer's. */
  public static BuiltJar transfer() {
    return of("transfer");
  }

  /** The command line's. */
  public static BuiltJar console() {
    return of("console");
  }

  /** The command that runs it with this JVM's java. */
  public List<String> command(List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-jar", path.toString()));
    command.addAll(arguments);
    return command;
  }

  private static BuiltJar of(String module) {
    Path root = Path.of(System.getProperty("tributary.root"));
    Path jar = root.resolve(module).resolve("target/tributary-" + module + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not built: run mvn package first");
    }
    return new BuiltJar(jar);
  }
}
