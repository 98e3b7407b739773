package tributary.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run: a command, environment variables on top of the parent's, the folder to run it in.
 */
public record Launch(List<String> command, Map<String, String> environment, Path folder) {
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a command needs at least the program's name");
    }
  }
}
