package tributary.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that Docker hands to a build: those of a folder that its .dockerignore lets through.
 *
 * @param rules of .dockerignore, in their order
 */
record BuildContext(Path root, List<Rule> rules) {
  BuildContext {
    rules = List.copyOf(rules);
  }

  static BuildContext read(Path root) {
    try (Stream<String> lines = Files.lines(root.resolve(".dockerignore"))) {
      return new BuildContext(
          root,
          lines
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .map(Rule::of)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A line of .dockerignore. Docker's documentation, ".dockerignore files": a pattern holds for all
   * that lies below what it names, and the last line that holds decides.
   *
   * @param letsThrough whether it began with "!"
   */
  record Rule(boolean letsThrough, Pattern paths) {
    private static final Pattern WILD = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    static Rule of(String line) {
      boolean letsThrough = line.startsWith("!");
      String glob = letsThrough ? line.substring(1) : line;
      String paths =
          WILD.matcher(glob).replaceAll(part -> Matcher.quoteReplacement(regexOf(part.group())));
      return new Rule(letsThrough, Pattern.compile(paths + "(/.*)?"));
    }

    private static String regexOf(String part) {
      return switch (part) {
        case "**/" -> "(.*/)?";
        case "**" -> ".*";
        case "*" -> "[^/]*";
        case "?" -> "[^/]";
        default -> Pattern.quote(part);
      };
    }
  }

  /**
   * Whether a build gets this file, or of this folder a file at least.
   *
   * @param path relative to the root
   */
  boolean holds(String path) {
    Path start = root.resolve(path).normalize();
    if (!Files.exists(start)) {
      return false;
    }
    try (Stream<Path> below = Files.walk(start)) {
      return below
          .filter(Files::isRegularFile)
          .anyMatch(file -> letsThrough(root.relativize(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether .dockerignore lets it through, be it there or not. */
  boolean letsThrough(Path file) {
    return rules.stream()
        .filter(rule -> rule.paths().matcher(file.toString()).matches())
        .reduce((earlier, last) -> last)
        .map(Rule::letsThrough)
        .orElse(true);
  }
}
