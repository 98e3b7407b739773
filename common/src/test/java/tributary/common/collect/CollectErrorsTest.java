package tributary.common.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of an entry, by the error that names its place. */
class CollectErrorsTest {
  private final CollectCodec codec = new CollectCodec();

  static Stream<Arguments> syntax() {
    return Stream.of(
        Arguments.of("{bad", "line 1 column 2: no JSON: Unexpected character ('b'"),
        Arguments.of("[", "line 1 column 2: no JSON: Unexpected end-of-input"),
        Arguments.of("[{'path': '/a',\n  'topic': }]", "line 2 column 12: no JSON"),
        Arguments.of("[] []", "line 1 column 4: something follows the end of the value"),
        Arguments.of("'text'", "line 1 column 1: a value is a list of entries, an entry, or null"),
        Arguments.of("7", "line 1 column 1: a value is a list of entries"),
        Arguments.of("[7]", "line 1 column 2: an entry is an object, not a number"),
        Arguments.of("[null]", "line 1 column 2: an entry is an object, not null"),
        Arguments.of("{}", "line 1 column 1: an entry has a path: this one lacks it"),
        Arguments.of("[{'path': '/a'}]", "line 1 column 2: an entry has a topic"),
        Arguments.of(
            "[{'path': '/a', 'path': '/b'}]", "line 1 column 17: 'path' stands here twice"),
        Arguments.of(
            "[{'path': '/a', 'logPath': '/b'}]",
            "line 1 column 17: 'path' and 'logPath' are the same field: one is enough"),
        Arguments.of("{'groups': 'a/b'}", "line 1 column 12: a group is a name without '/'"),
        Arguments.of(
            "{'groups': ['a'], 'path': '/a'}", "line 1 column 19: 'path' belongs in an entry"),
        Arguments.of(
            "{'collect': [], 'Collect': []}", "line 1 column 17: 'Collect' stands here twice"),
        Arguments.of("[".repeat(60), "line 1 column 52: no JSON: Document nesting depth"));
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        Arguments.of("'path': 7", "path is a text, not a number"),
        Arguments.of("'path': 'var/log/a'", "a path is absolute, which 'var/log/a' is not"),
        Arguments.of("'path': '/var/\\ud800.log'", "path holds half of a character"),
        Arguments.of("'fields': {'env': '\\ud800'}", "each of fields holds half of a character"),
        Arguments.of("'path': ''", "a glob may not be empty"),
        Arguments.of("'path': '/var/log/'", "'/var/log/' is a folder"),
        Arguments.of("'path': '/var/../etc/passwd'", "a path may not hold '..'"),
        Arguments.of("'path': '/var/log/[a'", "'[a' lacks its ']'"),
        Arguments.of("'path': '/var/log/{a,b'", "'{a,b' lacks its '}'"),
        Arguments.of("'topic': 7", "topic is a text, not a number"),
        Arguments.of("'topic': 'a b'", "a topic consists of letters, digits, '.', '_' and '-'"),
        Arguments.of("'topic': ''", "a topic may not be empty"),
        Arguments.of("'topic': 'tributary.x'", "topics that begin with 'tributary.'"),
        Arguments.of("'topic': 'tributary-x'", "topics that begin with 'tributary.'"),
        Arguments.of("'topic': 'a.dead'", "topics that end in '.dead' hold dead letters"),
        Arguments.of("'topic': '..'", "a topic may not be '.' or '..'"),
        Arguments.of("'exclude': ['*.gz']", "an exclude is absolute or begins with '**'"),
        Arguments.of("'exclude': {}", "exclude is a text or a list of texts, not an object"),
        Arguments.of("'rate': -1", "rate is 0 or more events a second, a whole number, not -1"),
        Arguments.of("'rate': 1.5", "rate is 0 or more events a second, a whole number, not 1.5"),
        Arguments.of("'rate': '5'", "rate is a number, not a text"),
        Arguments.of("'rate': 99999999999", "rate is 0 or more"));
  }

  static Stream<Arguments> otherFields() {
    return Stream.of(
        Arguments.of("'start': 'middle'", "start is 'beginning' or 'end', not 'middle'"),
        Arguments.of("'encoding': 'klingon'", "encoding 'klingon' is not one of UTF-8"),
        Arguments.of("'encoding': 'IBM037'", "encoding 'IBM037' is not one of UTF-8"),
        Arguments.of("'multiline': '^a'", "multiline is an object, not a text"),
        Arguments.of("'multiline': {}", "multiline has either a start or a continue"),
        Arguments.of(
            "'multiline': {'start': 'a', 'continue': 'b'}", "multiline has either a start or"),
        Arguments.of("'multiline': {'start': 'a', 'x': 1}", "multiline has start or continue"),
        Arguments.of("'multiline': {'start': 'a', 'max-lines': 0}", "max-lines is 1 to 100000"),
        Arguments.of("'multiline': {'start': 'a', 'timeout': 2}", "timeout, such as \"2s\","),
        Arguments.of("'multiline': {'start': 'a', 'timeout': '2d'}", "timeout is 10ms to 1h"),
        Arguments.of(
            "'include': '['", "include: '[' is no regular expression of RE2: missing clos"),
        Arguments.of("'drop': ['a', '(?=b)']", "drop: '(?=b)' is no regular expression of RE2"),
        Arguments.of(
            "'multiline': {'continue': '*'}", "multiline's continue: '*' is no regular expression"),
        Arguments.of("'drop': [7]", "each of drop is a text, not a number"),
        Arguments.of("'drop': ''", "drop: a regular expression may not be empty"),
        Arguments.of("'fields': []", "fields is an object, not a list"),
        Arguments.of("'fields': {'a': 1}", "each of fields is a text, not a number"),
        Arguments.of("'fields': {'': 'a'}", "a field has a name"),
        Arguments.of(
            "'fields': {'a': '" + "x".repeat(5000) + "'}", "fields are at most 4096 bytes"),
        Arguments.of("'max-line': '2MiB'", "max-line is 16B to 1000KiB"),
        Arguments.of("'max-line': 1", "max-line is 16B to 1000KiB"),
        Arguments.of("'max-line': 'much'", "max-line is 16B to 1000KiB"),
        Arguments.of("'max-line': true", "max-line is a text, not true or false"));
  }

  @ParameterizedTest
  @MethodSource("syntax")
  @DisplayName("C5: what is no value is refused with line and column")
  void namesThePlace(String value, String message) {
    CollectException error = error(value);
    assertThat(error).hasMessageStartingWith(message);
    assertThat(error)
        .hasMessage("line %d column %d: %s", error.line(), error.column(), error.rule());
  }

  @ParameterizedTest
  @MethodSource({"fields", "otherFields"})
  @DisplayName("C5, C22: a field that breaks its rule is refused by name")
  void namesTheRule(String field, String rule) {
    String others =
        Stream.of("'path': '/a'", "'topic': 'a'")
            .filter(other -> !field.startsWith(other.substring(0, 7)))
            .reduce("", (left, right) -> left + ",\n" + right);
    CollectException error = error("[{\n" + field + others + "}]");
    assertThat(error.rule()).startsWith(rule);
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isPositive();
  }

  @Test
  @DisplayName("C22: a back-reference is refused with the fragment at fault")
  void namesTheFragment() {
    assertThat(error("[{'path': '/a', 'topic': 'a', 'include': '(a)\\\\1'}]").rule())
        .isEqualTo(
            "include: '(a)\\1' is no regular expression of RE2: invalid escape sequence: \\1");
  }

  @Test
  @DisplayName("C5: one bad entry makes the whole value bad")
  void takesAllOrNothing() {
    assertThat(error("[{'path': '/a', 'topic': 'a'}, {'path': '/b'}]"))
        .hasMessageStartingWith("line 1 column 32: an entry has a topic");
  }

  @Test
  @DisplayName("C5: bytes that are no UTF-8 are refused at their place")
  void refusesOtherEncodings() {
    byte[] latin = {'[', '\n', '"', 'a', (byte) 0xFC, '"', ']'};
    CollectException error = catchThrowableOfType(CollectException.class, () -> codec.parse(latin));
    assertThat(error).hasMessage("line 2 column 3: the value is not valid UTF-8");
  }

  private CollectException error(String value) {
    CollectException error =
        catchThrowableOfType(CollectException.class, () -> codec.parse(value.replace('\'', '"')));
    assertThat(error).as(value).isNotNull();
    return error;
  }
}
