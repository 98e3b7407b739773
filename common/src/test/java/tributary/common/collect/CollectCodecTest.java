package tributary.common.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.common.collect.Multiline.Kind;

/** The shapes and spellings of a value, and that it is written as it was read. */
class CollectCodecTest {
  private static final CollectEntry NGINX =
      CollectEntry.of("/var/log/nginx/access.log", "nginx_access");

  private final CollectCodec codec = new CollectCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'path': '/var/log/nginx/access.log', 'topic': 'nginx_access'}]",
        "{'path': '/var/log/nginx/access.log', 'topic': 'nginx_access'}",
        "{'collect': [{'path': '/var/log/nginx/access.log', 'topic': 'nginx_access'}]}",
        "{'Collect': {'path': '/var/log/nginx/access.log', 'topic': 'nginx_access'}}",
      })
  @DisplayName("C14: a list, a single entry and groups with a list are read alike")
  void readsEveryShape(String value) throws Exception {
    assertThat(parse(value).entries()).containsExactly(NGINX);
    assertThat(parse(value).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "logpath", "log_path", "logPath", "filepath", "PATH", "LogPath"})
  @DisplayName("C14: all spellings of the path, in any case")
  void readsEverySpellingOfThePath(String name) throws Exception {
    String value = "[{'" + name + "': '/var/log/nginx/access.log', 'topic': 'nginx_access'}]";
    assertThat(parse(value).entries()).containsExactly(NGINX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"topic", "logtopic", "Topic", "LOGTOPIC", "logTopic"})
  @DisplayName("C14: all spellings of the topic, in any case")
  void readsEverySpellingOfTheTopic(String name) throws Exception {
    String value = "[{'path': '/var/log/nginx/access.log', '" + name + "': 'nginx_access'}]";
    assertThat(parse(value).entries()).containsExactly(NGINX);
  }

  @Test
  @DisplayName("C14: unknown fields are kept, ignored, and named once each")
  void keepsUnknownFields() throws Exception {
    CollectValue value =
        parse(
            "[{'path': '/a', 'topic': 'a', 'service': {'b': [1.50, null, true]}, 'sendRate': 7}]");
    assertThat(value.entries()).containsExactly(CollectEntry.of("/a", "a"));
    assertThat(value.warnings())
        .containsExactly(
            "line 1 column 31: the unknown field 'service' is ignored",
            "line 1 column 69: the unknown field 'sendRate' is ignored");
    assertThat(codec.write(value))
        .isEqualTo(
            json("[{'path':'/a','topic':'a','service':{'b':[1.50,null,true]},'sendRate':7}]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", " [ ] ", "{'collect': []}", "{'collect': null}"})
  @DisplayName("C13: an empty list and null have no entries")
  void readsNoEntries(String value) throws Exception {
    assertThat(parse(value).entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t ", "\uFEFF"})
  @DisplayName("C13: an empty or blank value is an error")
  void refusesNothing(String value) {
    assertThatThrownBy(() -> codec.parse(value.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CollectException.class)
        .hasMessageStartingWith("line 1 column 1: the value is empty");
  }

  @Test
  @DisplayName("C14: groups come with the entries, in order")
  void readsGroups() throws Exception {
    CollectValue value = parse("{'groups': ['web', 'prod', 'web'], 'collect': []}");
    assertThat(value.groups()).containsExactly("web", "prod");
    assertThat(codec.write(value)).isEqualTo(json("{'groups':['web','prod'],'collect':[]}"));
  }

  @Test
  @DisplayName("every field of an entry is read, and written back")
  void readsEveryField() throws Exception {
    String value =
        "[{'path': '/var/log/**/*.log', 'topic': 't', 'exclude': ['/var/log/a/*', '**/*.gz'],"
            + " 'start': 'END', 'encoding': 'gbk',"
            + " 'multiline': {'start': '^\\\\d', 'max-lines': 20, 'timeout': '1500ms'},"
            + " 'include': 'ERROR', 'drop': ['a', 'b'], 'fields': {'env': 'prod', 'a': ''},"
            + " 'rate': 1000, 'max-line': '64KiB'}]";
    CollectEntry expected =
        CollectEntry.of("/var/log/**/*.log", "t")
            .with()
            .exclude(List.of(Glob.compile("/var/log/a/*"), Glob.compile("**/*.gz")))
            .start(StartAt.END)
            .encoding(TextEncoding.of("GBK"))
            .multiline(
                new Multiline(Kind.START, Regex.compile("^\\d"), 20, Duration.ofMillis(1500)))
            .include(List.of(Regex.compile("ERROR")))
            .drop(List.of(Regex.compile("a"), Regex.compile("b")))
            .fields(Map.of("env", "prod", "a", ""))
            .rate(1000)
            .maxLine(65536)
            .build();
    assertThat(parse(value).entries()).containsExactly(expected);
    assertThat(codec.parse(codec.write(List.of(expected))).entries()).containsExactly(expected);
    assertThat(codec.parseEntry(codec.write(expected))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'max-line': 65536",
        "'maxLine': '64KiB'",
        "'MAX_LINE': '65536'",
        "'max-line': '64 KiB', 'rate': null, 'exclude': []",
      })
  @DisplayName("spellings of a size, and optional fields that are null")
  void readsSizes(String fields) throws Exception {
    CollectValue value = parse("[{'path': '/a', 'topic': 'a', " + fields + "}]");
    assertThat(value.entries())
        .containsExactly(CollectEntry.of("/a", "a").with().maxLine(65536).build());
  }

  @Test
  @DisplayName("entries that mean the same are equal and are written alike")
  void isEqualByMeaning() throws Exception {
    CollectEntry one = codec.parseEntry(json("{'path': '/a', 'topic': 'a', 'encoding': 'utf8'}"));
    CollectEntry two =
        codec.parseEntry(json("{'logtopic': 'a', 'PATH': '/a', 'start': 'beginning', 'x': 1}"));
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
    assertThat(codec.write(one)).isEqualTo(codec.write(two));
  }

  @Test
  @DisplayName("a value can be extended and cut without losing what is unknown in it")
  void changesAValue() throws Exception {
    CollectValue value =
        parse("{'groups':['g'],'collect':[{'path':'/a','topic':'a','x':1}],'y':2}");
    CollectValue changed = value.plus(NGINX).without(entry -> entry.topic().equals("none"));
    assertThat(codec.write(changed))
        .isEqualTo(
            json(
                "{'groups':['g'],'collect':[{'path':'/a','topic':'a','x':1},"
                    + "{'path':'/var/log/nginx/access.log','topic':'nginx_access'}],'y':2}"));
    assertThat(changed.without(entry -> entry.topic().equals("a")).entries())
        .containsExactly(NGINX);
  }

  @Test
  @DisplayName("C15: the local file's entries have the same shape, and errors name its line")
  void readsTheLocalFile() throws Exception {
    String file =
        """
        agent.collect = [
          { path = /var/log/nginx/access.log, topic = nginx_access }
          { path = "/a", topic = a, max-line = 64KiB, rate = 5, fields { env = prod } }
        ]
        """;
    assertThat(codec.parse(ConfigFactory.parseString(file).getValue("agent.collect")).entries())
        .containsExactly(
            NGINX,
            CollectEntry.of("/a", "a")
                .with()
                .maxLine(65536)
                .rate(5)
                .fields(Map.of("env", "prod"))
                .build());
    String broken = file.replace("topic = a,", "topic = 7,");
    assertThatThrownBy(
            () -> codec.parse(ConfigFactory.parseString(broken).getValue("agent.collect")))
        .hasMessage("line 3: topic is a text, not a number");
  }

  private CollectValue parse(String value) throws CollectException {
    return codec.parse(json(value).getBytes(StandardCharsets.UTF_8));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
