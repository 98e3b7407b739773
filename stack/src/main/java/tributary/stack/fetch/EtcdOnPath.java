package tributary.stack.fetch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An installed etcd. */
record EtcdOnPath(String searchPath) implements EtcdSource {
  @Override
  public String name() {
    return "the PATH";
  }

  @Override
  public Optional<Path> find() {
    return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator), -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "etcd"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
