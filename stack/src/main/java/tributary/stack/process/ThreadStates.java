package tributary.stack.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the threads of a process do, as in /proc/PID/task/TID/stat (proc(5)). */
record ThreadStates(long pid) {
  private static final String STOPPED_OR_DEAD = "TtZX";

  /** Whether none can run; so for a process that has ended. */
  boolean allStopped() {
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads) {
        if (STOPPED_OR_DEAD.indexOf(state(thread)) < 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return true;
    }
  }

  /** The letter behind the name, which is in parentheses and may hold some itself. */
  private static char state(Path thread) throws IOException {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (NoSuchFileException e) {
      return 'X';
    }
  }
}
