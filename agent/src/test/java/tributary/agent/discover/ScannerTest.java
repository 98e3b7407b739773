package tributary.agent.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;
import tributary.support.files.ManualClock;

/** What a look finds, and whose problem a problem is. */
final class ScannerTest {
  @TempDir Path temporary;
  private final ManualClock clock = new ManualClock(Instant.now().plus(Duration.ofHours(1)));
  private Path logs;

  @BeforeEach
  void prepare() throws IOException {
    logs = temporary.toRealPath();
  }

  private Scan scan(String deny, int max, CollectEntry... entries) {
    PathRules rules =
        new PathRules(List.of(Glob.compile("/**")), List.of(Glob.compile(deny)), List.of());
    return scanner(rules, max).scan(List.of(entries));
  }

  private Scanner scanner(PathRules rules, int max) {
    return new Scanner(rules, new OwnOutput(logs.resolve("own.log")), max, clock);
  }

  private Scan scan(CollectEntry... entries) {
    return scan("/nowhere", 1000, entries);
  }

  private CollectEntry entry(String glob, String topic) {
    return CollectEntry.of(logs + "/" + glob, topic);
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path path = logs.resolve(name);
      Files.createDirectories(path.getParent());
      Files.writeString(path, name);
    }
  }

  @Test
  @DisplayName("F6: a glob with ** finds files in all folders, and follows no links to folders")
  void globs() throws IOException {
    write("a.log", "x/b.log", "x/y/c.log", "x/y/d.txt");
    Files.createSymbolicLink(logs.resolve("x/loop"), logs);
    assertThat(scan(entry("**/*.log", "t")).files().keySet())
        .containsExactlyInAnyOrder(
            logs.resolve("a.log"), logs.resolve("x/b.log"), logs.resolve("x/y/c.log"));
  }

  @Test
  @DisplayName("C12: the first entry wins, and the conflict is reported; excludes are left out")
  void conflicts() throws IOException {
    write("a.log", "b.log");
    CollectEntry first =
        entry("*.log", "one").with().exclude(List.of(Glob.compile(logs + "/b*"))).build();
    Scan scan = scan(first, entry("*.log", "two"));
    assertThat(scan.files().get(logs.resolve("a.log")).entry().topic()).isEqualTo("one");
    assertThat(scan.files().get(logs.resolve("b.log")).entry().topic()).isEqualTo("two");
    assertThat(scan.problems().values()).singleElement().asString().contains("left out");
  }

  @Test
  @DisplayName("F9: a folder or a dangling link is the problem of its own path")
  void oddFiles() throws IOException {
    write("a.log", "folder.log/x");
    Files.createSymbolicLink(logs.resolve("gone.log"), logs.resolve("nothing"));
    Scan scan = scan(entry("*.log", "t"), entry("folder.log", "t"));
    assertThat(scan.files().keySet()).containsExactly(logs.resolve("a.log"));
    assertThat(scan.problems())
        .containsKeys(logs.resolve("gone.log").toString(), logs.resolve("folder.log").toString());
    assertThat(scan(entry("missing.log", "t")).problems()).isEmpty();
  }

  @Test
  @DisplayName("F14: rules hold for the real path, so a link does not get around them")
  void rulesHoldForTheRealPath() throws IOException {
    write("secret/shadow", "a.log");
    Files.createSymbolicLink(logs.resolve("link.log"), logs.resolve("secret/shadow"));
    Scan scan = scan(logs + "/secret/**", 1000, entry("*.log", "t"));
    assertThat(scan.files().keySet()).containsExactly(logs.resolve("a.log"));
    assertThat(scan.problems().get(logs.resolve("link.log").toString())).contains("deny");
  }

  @Test
  @DisplayName("F9: a name that can't be written down in this locale is that file's problem alone")
  void canBeNamed() {
    assertThat(Scanner.canBeNamed("/var/log/app.log")).isTrue();
    // What Chinese is in the locale POSIX, this is in each: there are no bytes for it.
    assertThat(Scanner.canBeNamed("/var/log/\ud800.log")).isFalse();
  }

  @Test
  @DisplayName("F10: the file that the agent's own log goes to is not collected")
  void ownLog() throws IOException {
    write("own.log", "a.log");
    assertThat(scan(entry("*.log", "t")).files().keySet()).containsExactly(logs.resolve("a.log"));
  }

  @Test
  @DisplayName("F6: one glob matches at most max-files; beyond, an error says so")
  void maxFiles() throws IOException {
    write("a.log", "b.log", "c.log");
    Scan scan = scan("/nowhere", 2, entry("*.log", "t"));
    assertThat(scan.files()).hasSize(2);
    assertThat(scan.problems().values()).singleElement().asString().contains("max-files");
  }

  /** A scanner that has looked twice, so that nothing is new to it, and folders rest. */
  private Scanner acquainted(CollectEntry entry) {
    PathRules rules = new PathRules(List.of(Glob.compile("/**")), List.of(), List.of());
    Scanner scanner = scanner(rules, 1000);
    scanner.scan(List.of(entry));
    scanner.scan(List.of(entry));
    return scanner;
  }

  @Test
  @DisplayName("F6: what comes, goes, or takes another's name is seen at the next look")
  void changes() throws IOException {
    write("a.log", "b.log", "x/c.log");
    CollectEntry entry = entry("**/*.log", "t");
    Scanner scanner = acquainted(entry);
    FileKey before = scanner.scan(List.of(entry)).files().get(logs.resolve("a.log")).key();
    write("x/d.log", "y/z/e.log", "new");
    Files.delete(logs.resolve("b.log"));
    Files.move(logs.resolve("new"), logs.resolve("a.log"), StandardCopyOption.REPLACE_EXISTING);
    Scan scan = scanner.scan(List.of(entry));
    assertThat(scan.files().keySet())
        .containsExactlyInAnyOrder(
            logs.resolve("a.log"),
            logs.resolve("x/c.log"),
            logs.resolve("x/d.log"),
            logs.resolve("y/z/e.log"));
    assertThat(scan.files().get(logs.resolve("a.log")).key()).isNotEqualTo(before);
  }

  @Test
  @DisplayName("F9: a link whose target changes is another file at the next look")
  void linkTurned() throws IOException {
    write("one", "other", "links/a.txt");
    Path link = Files.createSymbolicLink(logs.resolve("link.log"), logs.resolve("one"));
    CollectEntry entry = entry("*.log", "t");
    Scanner scanner = acquainted(entry);
    FileKey before = scanner.scan(List.of(entry)).files().get(link).key();
    Files.move(logs.resolve("other"), logs.resolve("one"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(scanner.scan(List.of(entry)).files().get(link).key()).isNotEqualTo(before);
  }

  @Test
  @DisplayName("F6: where a folder does not tell of a change, every tenth look finds it")
  void silentChange() throws IOException {
    write("a.log");
    CollectEntry entry = entry("*.log", "t");
    Scanner scanner = acquainted(entry);
    FileTime silent = Files.getLastModifiedTime(logs);
    write("b.log");
    Files.setLastModifiedTime(logs, silent);
    int looks = 1;
    while (scanner.scan(List.of(entry)).files().size() == 1) {
      looks++;
    }
    assertThat(looks).isBetween(2, 10);
  }

  @Test
  @DisplayName("F6: a file that has rested for long and grows is seen within four looks")
  void restingFile() throws IOException {
    write("a.log");
    CollectEntry entry = entry("*.log", "t");
    Scanner scanner = acquainted(entry);
    Files.writeString(logs.resolve("a.log"), "and more");
    int looks = 1;
    while (scanner.scan(List.of(entry)).files().get(logs.resolve("a.log")).size() != 8) {
      looks++;
    }
    assertThat(looks).isLessThanOrEqualTo(4);
  }
}
