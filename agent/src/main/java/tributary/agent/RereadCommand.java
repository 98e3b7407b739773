package tributary.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tributary.agent.journal.DataFolder;
import tributary.agent.journal.JournalContent;
import tributary.agent.journal.StoppedJournal;
import tributary.common.lifecycle.ExitCode;
import tributary.common.settings.SettingsException;

/** {@code reread PATH}: what a file holds is sent again at the next start, under the same ids. */
@Command(
    name = "reread",
    description = {
      "Sends all of a file again when the agent is next started.",
      "Its lines keep their ids, so that those that are in Elasticsearch stay there once."
    },
    mixinStandardHelpOptions = true)
final class RereadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "PATH", description = "The file, under its present name.")
  private Path path;

  @Override
  public Integer call() throws SettingsException, DataFolder.InUse, IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (StoppedJournal journal = StoppedJournal.open(config.settings().dataDir())) {
      JournalContent content = KnownFile.at(path.toAbsolutePath(), journal.contents()).content();
      if (!content.rereadable()) {
        throw new IOException(
            path
                + " can't be sent again under the same ids: too many changes of its settings lie"
                + " between its start and where it is now");
      }
      journal.reread(content.id());
      out.printf(
          "%s (%s) is sent again from offset %d, instead of %d, when the agent starts%n",
          path, content.id().text(), content.start(), content.acknowledged());
    }
    return ExitCode.OK;
  }
}
