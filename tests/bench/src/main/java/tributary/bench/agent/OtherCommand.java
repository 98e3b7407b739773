package tributary.bench.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Another shipper, by its command line: {@code NAME=COMMAND} with {@code {files}}, {@code {topic}},
 * {@code {broker}} and {@code {codec}} in it. The shell around it stays, so that it can be asked
 * what the command has cost.
 */
record OtherCommand(String name, String commandLine) implements Shipper {
  static OtherCommand parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("not NAME=COMMAND: " + text);
    }
    return new OtherCommand(text.substring(0, equals), text.substring(equals + 1));
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public List<String> command(Path folder, List<Path> files, Target target) {
    String filled =
        commandLine
            .replace("{files}", files.stream().map(Path::toString).collect(Collectors.joining(" ")))
            .replace("{topic}", target.topic())
            .replace("{broker}", target.broker())
            .replace("{codec}", target.codec());
    return List.of("sh", "-c", filled + "; read wait");
  }
}
