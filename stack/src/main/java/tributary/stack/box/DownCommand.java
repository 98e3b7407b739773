package tributary.stack.box;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tributary.stack.Stack;
import tributary.stack.StackException;
import tributary.stack.StackOptions;
import tributary.stack.fetch.Folders;

/** Ends the box. */
@Command(
    name = "down",
    description = "Ends all that up has started; the data stay.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  private static final Duration IN_ORDER = Duration.ofSeconds(90);
  private static final Duration KILLED = Duration.ofSeconds(15);

  @Option(names = "--delete-data", description = "Deletes all data, logs and settings, too.")
  private boolean deleteData;

  @Override
  public Integer call() throws IOException {
    BoxFolder folder = BoxFolder.find();
    boolean ran = new BoxLock(folder.lock()).held();
    end(folder);
    System.out.println(ran ? "All processes have ended." : "Nothing ran.");
    if (deleteData) {
      Stack.prepare(folder.path(), StackOptions.defaults()).delete();
      Folders.delete(folder.path());
      System.out.println("All data have been deleted.");
    } else if (ran) {
      System.out.println("The data stay in " + folder.path() + " for the next up.");
    }
    return 0;
  }

  private static void end(BoxFolder folder) throws IOException {
    BoxState state = BoxState.read(folder.state());
    if (new BoxLock(folder.lock()).held()) {
      ProcessHandle daemon = daemon(state);
      if (!daemon.destroy()) {
        throw new StackException(
            "the box's process " + daemon.pid() + " can't be ended: it is another user's");
      }
      if (!Processes.awaitEnd(daemon, IN_ORDER)) {
        daemon.destroyForcibly();
      }
    }
    if (!Processes.awaitEnd(state, KILLED)) {
      throw new StackException("some process has not ended: ./tributary status shows it");
    }
  }

  private static ProcessHandle daemon(BoxState state) {
    return state.entries().stream()
        .filter(entry -> entry.name().equals("box"))
        .flatMap(entry -> ProcessHandle.of(entry.pid()).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new StackException("the box is just being started or ended: try again in a while"));
  }
}
