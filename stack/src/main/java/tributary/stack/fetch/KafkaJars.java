package tributary.stack.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Kafka's jars, as Maven laid them out. */
public record KafkaJars(ProjectRoot root) {
  /** A class path of all of them; each is looked at, since a half-copied one fails obscurely. */
  public String classPath() throws IOException {
    Path libs = root.servers().resolve("kafka/libs");
    for (Path jar : jars(libs)) {
      if (!new ZipArchive(jar).complete()) {
        Files.delete(jar);
        throw new IOException(
            jar.getFileName()
                + " was incomplete and has been removed: run \"mvn package -DskipTests\" to get it"
                + " again");
      }
    }
    return libs + "/*";
  }

  private static List<Path> jars(Path libs) throws IOException {
    List<Path> jars = List.of();
    if (Files.isDirectory(libs)) {
      try (Stream<Path> files = Files.list(libs)) {
        jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      }
    }
    if (jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith("kafka_"))) {
      throw new IOException(
          "Kafka's jars are not in " + libs + ": run \"mvn package -DskipTests\" first");
    }
    return jars;
  }
}
