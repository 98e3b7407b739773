package tributary.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tributary.support.process.BuiltJar;

/**
 * A run of a built jar to its end.
 *
 * @param code that it ended with
 * @param output what it wrote, errors too
 */
record JarRun(int code, String output) {

  static JarRun of(BuiltJar jar, String... arguments) {
    try {
      Process process =
          new ProcessBuilder(jar.command(List.of("-XX:TieredStopAtLevel=1"), List.of(arguments)))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new JarRun(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
