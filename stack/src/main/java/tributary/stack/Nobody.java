package tributary.stack;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Two ways to run a program as the user nobody when we are root. With capabilities
 * (capabilities(7)) it gets into folders below /root or a closed home; no_setuid_fixup makes
 * access(2), too, heed them. Some containers hand out none; then only what anybody may enter can be
 * used.
 */
record Nobody(List<String> prefix) {
  private static final int ID = 65_534;

  static final Nobody PLAIN =
      new Nobody(List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups"));

  static final Nobody WITH_CAPABILITIES =
      new Nobody(
          Stream.concat(
                  PLAIN.prefix().stream(),
                  Stream.of(
                      "--securebits=+no_setuid_fixup",
                      "--inh-caps=+dac_override,+dac_read_search",
                      "--ambient-caps=+dac_override,+dac_read_search"))
              .toList());

  Nobody {
    prefix = List.copyOf(prefix);
  }

  static boolean needed() {
    return new UnixSystem().getUid() == 0;
  }

  /** Whether a program's folder can be read and a folder of its data written so. */
  boolean canUse(Path program, Path data) throws IOException {
    own(data);
    List<String> command = new ArrayList<>(prefix);
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

  /** Where a folder's files lie that can't lie there; always the same for the same folder. */
  static Path elsewhere(Path folder) {
    String name = folder.toAbsolutePath().normalize().toString();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return Path.of("/var/tmp", "tributary-" + id);
  }
}
