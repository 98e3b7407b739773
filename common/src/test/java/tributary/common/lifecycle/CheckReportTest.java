package tributary.common.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/** What {@code --check} says of servers that are away. */
class CheckReportTest {

  @TempDir Path folder;

  @Test
  void whatAnswersIsShown() {
    assertThat(report(() -> "version 3.4")).contains("ok      etcd: version 3.4");
  }

  @Test
  void aTimeOutWithoutWordsIsASentence() {
    String report =
        report(
            () -> {
              throw new TimeoutException();
            });

    assertThat(report).contains("FAILED  etcd: no answer in time").doesNotContain("null");
  }

  @Test
  void theCauseSpeaksNotItsWrapping() {
    String report =
        report(
            () -> {
              throw new ExecutionException(new IOException("Connection refused"));
            });

    assertThat(report).contains("FAILED  etcd: Connection refused");
  }

  private String report(Check.Attempt attempt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      SettingsFile file = SettingsFile.load(Files.writeString(folder.resolve("x.conf"), ""));
      new CheckReport(new PrintStream(bytes, true, UTF_8))
          .run(file, List.of(new Check("etcd", attempt)));
    } catch (IOException | SettingsException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toString(UTF_8);
  }
}
