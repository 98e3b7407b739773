package tributary.stack;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a program as the user nobody when we are root. One capability (capabilities(7)) lets it into
 * folders below /root or a closed home; no_setuid_fixup makes access(2), too, heed that. Docker's
 * containers have this capability by default.
 */
final class Nobody {
  private static final int ID = 65_534;
  private static final List<String> PREFIX =
      List.of(
          "setpriv",
          "--reuid=" + ID,
          "--regid=" + ID,
          "--clear-groups",
          "--securebits=+no_setuid_fixup",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override");

  private Nobody() {}

  /** What to put before a command. */
  static List<String> prefix() {
    return PREFIX;
  }

  static boolean needed() {
    return new UnixSystem().getUid() == 0;
  }

  /** Whether a program's folder can be read and a folder of its data written so. */
  static boolean canUse(Path program, Path data) throws IOException {
    own(data);
    List<String> command = new ArrayList<>(PREFIX);
    command.addAll(
        List.of(
            "sh",
            "-c",
            "test -r \"$1/bin/elasticsearch\" && : >\"$2/writable\" && rm \"$2/writable\"",
            "try",
            program.toString(),
            data.toString()));
    return succeeds(command);
  }

  private static boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // There is no setpriv.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Makes a folder and all in it nobody's. */
  static void own(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setAttribute(file, "unix:uid", ID, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", ID, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
