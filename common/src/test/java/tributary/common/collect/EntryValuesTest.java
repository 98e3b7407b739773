package tributary.common.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.common.collect.TextEncoding.Kind;

/** Topics, encodings and regular expressions by themselves. */
class EntryValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "Web_Log.A", "_x", "nginx-access", "dead", "a.dead.b", "tributary"})
  @DisplayName("T8: what Kafka takes is a topic")
  void takesTopics(String topic) {
    assertThat(TopicName.problem(topic)).isEmpty();
  }

  @Test
  @DisplayName("C5: a topic has at most 249 characters")
  void limitsTopics() {
    assertThat(TopicName.problem("a".repeat(249))).isEmpty();
    assertThat(TopicName.problem("a".repeat(250))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "utf8,UTF-8,UTF_8",
    "UTF-8,UTF-8,UTF_8",
    "ascii,US-ASCII,BYTES",
    "latin1,ISO-8859-1,BYTES",
    "ISO-8859-15,ISO-8859-15,BYTES",
    "cp1252,windows-1252,BYTES",
    "koi8-r,KOI8-R,BYTES",
    "gbk,GBK,BYTES",
    "gb18030,GB18030,BYTES",
    "big5,Big5,BYTES",
    "sjis,Shift_JIS,BYTES",
    "euc-jp,EUC-JP,BYTES",
    "EUC-KR,EUC-KR,BYTES",
    "EUC-TW,x-EUC-TW,BYTES",
    "utf-16,UTF-16,WIDE",
    "UTF-16LE,UTF-16LE,WIDE",
    "UTF-32BE,UTF-32BE,WIDE",
    "Auto,auto,AUTO",
  })
  @DisplayName("F7: the listed encodings, by any alias")
  void takesEncodings(String text, String name, Kind kind) {
    assertThat(TextEncoding.of(text)).isEqualTo(new TextEncoding(name, kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x y", "klingon", "IBM037", "ISO-2022-JP", "UTF-7", "x-UTF-16LE-BOM", "HZ"})
  @DisplayName("C5: other encodings are refused")
  void refusesEncodings(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TextEncoding.of(text));
  }

  @Test
  @DisplayName("a regular expression is found anywhere, in text and in bytes")
  void findsAnywhere() {
    Regex regex = Regex.compile("err(or)?s?\\b");
    assertThat(regex.find("many errors here")).isTrue();
    assertThat(regex.find("一个 err 在".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(regex.find("terrible")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((x{1000}){1000}){1000}",
        "(((((x{100}){100}){100}){100}){100}){100}",
        "(?:(?:[a-z]{500}|b){500}){2,500}",
        "x{1001}",
        "a(?=b)",
        "(?<!a)b",
        "(a)\\1",
        "a++b{",
        "(",
        ")",
        "*",
      })
  @DisplayName("C22: an expression that is none of RE2's, or too large, is refused at once")
  void refusesExpressions(String source) {
    assertThatIllegalArgumentException().isThrownBy(() -> Regex.compile(source));
  }

  @Test
  @DisplayName("C22: deep nesting is refused before it can overflow a stack")
  void refusesNesting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Regex.compile("(".repeat(1000) + "a" + ")".repeat(1000)))
        .withMessageContaining("nests more than");
    assertThatIllegalArgumentException().isThrownBy(() -> Regex.compile("a".repeat(5000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}",
        "^\\s+at |^Caused by:|^\\.{3} \\d+ more",
        "[[:alpha:]{}]{3}",
        "[]{1000}]",
        "a{,5}{",
        "\\{1000}",
        "(?i)error|warn(ing)?",
        "\\p{Greek}{2,}",
      })
  @DisplayName("expressions of daily life are taken")
  void takesExpressions(String source) {
    assertThat(Regex.compile(source).source()).isEqualTo(source);
  }
}
