package tributary.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tributary.agent.configure.EntryRules;
import tributary.agent.discover.PathRules;
import tributary.common.collect.Glob;
import tributary.common.settings.Section;

/**
 * What may be read on this host and where it may go, whatever etcd says (DESIGN §4).
 *
 * @param allow globs over real paths
 * @param deny globs over real paths; they win
 * @param allowTopics globs over topics
 */
public record Permissions(List<Glob> allow, List<Glob> deny, List<Glob> allowTopics) {
  public Permissions {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    allowTopics = List.copyOf(allowTopics);
  }

  /** Reads {@code agent}; what is no glob becomes a problem of the file. */
  static Permissions read(Section agent) {
    Section paths = agent.section("paths");
    return new Permissions(
        globs(paths, "allow"), globs(paths, "deny"), globs(agent, "allow-topics"));
  }

  /** The rules for topics. */
  EntryRules entryRules() {
    return new EntryRules(allowTopics);
  }

  /**
   * The rules for files.
   *
   * @param own the agent's own file and folder, which exist
   * @throws IOException if their real path can't be found
   */
  PathRules pathRules(Path... own) throws IOException {
    List<Path> real = new ArrayList<>();
    for (Path each : own) {
      real.add(each.toRealPath());
    }
    return new PathRules(allow, deny, real);
  }

  private static List<Glob> globs(Section section, String key) {
    List<Glob> globs = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        globs.add(Glob.compile(text));
      } catch (IllegalArgumentException e) {
        section.problem(key, text + ": " + e.getMessage());
      }
    }
    return globs;
  }
}
