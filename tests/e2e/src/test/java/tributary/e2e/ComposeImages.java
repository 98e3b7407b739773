package tributary.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The images that docker-compose.yml names, so that their versions stand in one place.
 *
 * @param names with their tags
 */
record ComposeImages(List<String> names) {
  /** Perhaps with an anchor before the name. */
  private static final Pattern IMAGE = Pattern.compile("(?m)^ +image: (?:&\\S+ )?(\\S+)$");

  ComposeImages {
    names = List.copyOf(names);
  }

  static ComposeImages read() {
    Path file = Path.of(System.getProperty("tributary.root"), "docker-compose.yml");
    try {
      return new ComposeImages(
          IMAGE.matcher(Files.readString(file)).results().map(image -> image.group(1)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one whose name, without the tag, ends so. */
  String of(String end) {
    return names.stream()
        .filter(name -> name.contains(end + ":"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("docker-compose.yml names no " + end));
  }
}
