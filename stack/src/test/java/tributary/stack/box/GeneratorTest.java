package tributary.stack.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access log that is written for the tour. */
class GeneratorTest {
  @Test
  @DisplayName("lines look like those of a web server")
  void writesCombinedFormat() {
    assertThat(new AccessLine(new Random(1)).at(Instant.parse("2026-01-02T03:04:05Z")))
        .matches(
            "192\\.0\\.2\\.\\d+ - - \\[02/Jan/2026:03:04:05 \\+0000\\] \"[A-Z]+ /\\S* HTTP/1\\.1\""
                + " \\d{3} \\d+ \"-\" \"[^\"]+\"");
  }

  @Test
  @DisplayName("a full file is renamed, a few renamed ones are kept")
  void rotates(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("demo/access.log");
    RotatedFile file = new RotatedFile(log, 4, 2);
    for (String line : new String[] {"one", "two", "three", "four"}) {
      file.append(line);
    }

    assertThat(log).hasContent("four");
    assertThat(log.resolveSibling("access.log.1")).hasContent("three");
    assertThat(log.resolveSibling("access.log.2")).hasContent("two");
    assertThat(log.resolveSibling("access.log.3")).doesNotExist();
  }
}
