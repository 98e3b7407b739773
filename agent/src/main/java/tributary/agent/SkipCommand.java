package tributary.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tributary.agent.journal.DataFolder;
import tributary.agent.journal.StoppedJournal;
import tributary.agent.read.AfterLastLine;
import tributary.common.lifecycle.ExitCode;
import tributary.common.settings.SettingsException;

/** {@code skip PATH}: what a file holds now and was not sent is never sent. */
@Command(
    name = "skip",
    description = {
      "Leaves out what a file holds now and was not sent yet: the agent goes on after its last line.",
      "The bytes are counted as skipped."
    },
    mixinStandardHelpOptions = true)
final class SkipCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "PATH", description = "The file, under its present name.")
  private Path path;

  @Override
  public Integer call() throws SettingsException, DataFolder.InUse, IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (StoppedJournal journal = StoppedJournal.open(config.settings().dataDir());
        FileChannel file = FileChannel.open(path)) {
      KnownFile known = KnownFile.at(path.toAbsolutePath(), journal.contents());
      long from = known.content().acknowledged();
      AfterLastLine to = AfterLastLine.of(file, from, journal.encoding(known.content().id()));
      if (to.offset() == from) {
        out.println("nothing is left to be skipped in " + path);
        return ExitCode.OK;
      }
      journal.skip(known.content(), to.mark());
      out.printf(
          "%s (%s) goes on at offset %d when the agent starts: %d bytes are skipped%n",
          path, known.content().id().text(), to.offset(), to.offset() - from);
    }
    return ExitCode.OK;
  }
}
