package tributary.bench.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code kcat -P -l}: librdkafka alone, a line a message. The shell around it stays, so that it can
 * be asked what kcat has cost.
 */
final class Kcat implements Shipper {
  @Override
  public String name() {
    return "kcat";
  }

  @Override
  public boolean available() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kcat")));
  }

  @Override
  public List<String> command(Path folder, List<Path> files, Target target) throws IOException {
    String kcat =
        "kcat -q -P -l -b %s -t %s -z %s -X acks=all -X linger.ms=20 -X batch.size=1000000"
            .formatted(target.broker(), target.topic(), target.codec());
    String each =
        files.stream().map(file -> kcat + " " + file + "; ").collect(Collectors.joining());
    // A file: the names of a thousand are longer than a command line may be.
    return List.of(
        "sh", Files.writeString(folder.resolve("kcat.sh"), each + "read wait").toString());
  }
}
