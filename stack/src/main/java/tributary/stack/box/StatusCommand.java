package tributary.stack.box;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the box's processes; exit code 1 if none runs. */
@Command(name = "status", description = "Shows what runs.", mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    BoxFolder folder = BoxFolder.find();
    if (!new BoxLock(folder.lock()).held()) {
      System.out.println("Nothing runs: ./tributary up starts it.");
      return 1;
    }
    System.out.printf("%-14s %8s  %-8s %-16s %s%n", "PROCESS", "PID", "", "ADDRESS", "LOG");
    for (BoxState.Entry entry : BoxState.read(folder.state()).entries()) {
      System.out.printf(
          "%-14s %8d  %-8s %-16s %s%n",
          entry.name(),
          entry.pid(),
          entry.alive() ? "runs" : "ended",
          entry.address(),
          folder.log(entry.name()));
    }
    return 0;
  }
}
