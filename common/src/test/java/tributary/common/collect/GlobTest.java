package tributary.common.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a glob matches, and what lies below which folder. */
class GlobTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/var/log/a.log, /var/log/a.log, true",
        "/var/log/a.log, /var/log/aXlog, false",
        "/var//log/a.log, /var/log/a.log, true",
        "/var/log/*.log, /var/log/a.log, true",
        "/var/log/*.log, /var/log/.log, true",
        "/var/log/*.log, /var/log/b/a.log, false",
        "/var/log/*, /var/log/.hidden, true",
        "/var/*/a, /var/x/a, true",
        "/var/*/a, /var/x/y/a, false",
        "/var/log/**/*.log, /var/log/a.log, true",
        "/var/log/**/*.log, /var/log/b/c/a.log, true",
        "/var/log/**/*.log, /var/logs/a.log, false",
        "/var/log/**, /var/log/b/c, true",
        "/var/log/**, /var/log, false",
        "/var/**.log, /var/b/c.log, true",
        "/**, /a, true",
        "/**, /a/b, true",
        "**/.ssh/**, /home/x/.ssh/id, true",
        "**/.ssh/**, /home/x/ssh/id, false",
        "/home/*/.*/**, /home/x/.config/y/z, true",
        "/home/*/.*/**, /home/x/y/z, false",
        "/a/?, /a/b, true",
        "/a/?, /a/中, true",
        "/a/?, /a/😀, true",
        "/a/?, /a/bc, false",
        "/a?b, /a/b, false",
        "/a/[b-d]x, /a/cx, true",
        "/a/[!b-d]x, /a/cx, false",
        "/a/[^b-d]x, /a/ex, true",
        "/a[!b]c, /a/c, false",
        "/a[+-9]c, /a/c, false",
        "/a[+-9]c, /a7c, true",
        "/a/[]a]x, /a/]x, true",
        "/a/[a-]x, /a/-x, true",
        "\"/a/{b,c}.log\", /a/c.log, true",
        "\"/a/{b,c}.log\", /a/d.log, false",
        "\"/{a,b/c}/*.log\", /b/c/x.log, true",
        "\"/a/{b,c{d,e}}\", /a/ce, true",
        "\"/a/{b,}x\", /a/x, true",
        "\"/a/b,c\", \"/a/b,c\", true",
        "/a/b}, /a/b}, true",
        "/a/\\*, /a/*, true",
        "/a/\\*, /a/b, false",
        "/a/\\{b, /a/{b, true",
        "/a(b)+.$, /a(b)+.$, true",
        "nginx_*, nginx_access, true",
        "nginx_*, x_nginx_access, false",
        "*, a.b-c, true",
      })
  @DisplayName("a glob matches the whole path, by the rules of the design")
  void matches(String glob, String path, boolean expected) {
    assertThat(Glob.compile(glob).matches(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/var/log/*.log, /, true",
        "/var/log/*.log, /var, true",
        "/var/log/*.log, /var/log, true",
        "/var/log/*.log, /var/log/b, false",
        "/var/log/*.log, /etc, false",
        "/var/*/x/a, /var/q, true",
        "/var/*/x/a, /var/q/x, true",
        "/var/*/x/a, /var/q/y, false",
        "/var/**/a, /var/q/y/z, true",
        "/var/**/a, /etc/q, false",
        "/var/b**.log, /var/bq/z, true",
        "/var/b**.log, /var/q, false",
        "/**, /any/where, true",
        "**/.ssh/**, /any/where, true",
        "\"/{a,b/c}/*.log\", /b, true",
        "\"/{a,b/c}/*.log\", /a/c, false",
      })
  @DisplayName("F6: folders that cannot hold a match need not be looked into")
  void saysWhereToLook(String glob, Path folder, boolean expected) {
    assertThat(Glob.compile(glob).mayMatchBelow(folder)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/var/log/a.log, /var/log",
        "/var/log/*.log, /var/log",
        "/var/log*/a, /var",
        "/var/**/a, /var",
        "/a.log, /",
        "/*, /",
        "**/a, /",
        "\"/var/{a,b}/c\", /var",
      })
  @DisplayName("F6: the longest folder without a pattern")
  void knowsItsRoot(String glob, Path root) {
    assertThat(Glob.compile(glob).root()).isEqualTo(root);
  }

  @Test
  @DisplayName("a path without a pattern is that path")
  void knowsALiteral() {
    assertThat(Glob.compile("/var/log/a.log").literal()).contains(Path.of("/var/log/a.log"));
    assertThat(Glob.compile("/var/log/*.log").literal()).isEmpty();
    assertThat(Glob.compile("/var/**/a").crossesFolders()).isTrue();
    assertThat(Glob.compile("/var/*/a").crossesFolders()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a/[b", "/a/{b", "/a/[z-a]", "/a/[/]", "/a\\", "/a\0b", "/a/[!/]"})
  @DisplayName("C5: what is no glob is refused")
  void refuses(String glob) {
    assertThatIllegalArgumentException().isThrownBy(() -> Glob.compile(glob));
  }

  @Test
  @DisplayName("C22: a glob that would take all memory is refused")
  void refusesTooMany() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Glob.compile("/" + "{a,b}".repeat(30)))
        .withMessageContaining("more than 256 alternatives");
    assertThatIllegalArgumentException().isThrownBy(() -> Glob.compile("/" + "a".repeat(5000)));
  }
}
