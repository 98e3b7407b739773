package tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code search} on a real Elasticsearch, over documents as the transfer writes them. */
@ExtendWith(ServersExtension.class)
class SearchIT {

  private static final Instant START = Instant.parse("2026-11-21T08:00:00.123Z");
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private final Servers servers;

  SearchIT(Servers servers) {
    this.servers = servers;
  }

  /** A topic of this test's own with five lines, the oldest first. */
  private String topic() throws Exception {
    String topic = "search" + TOPICS.incrementAndGet();
    servers.index(topic);
    for (int line = 0; line < 5; line++) {
      String message = line % 2 == 0 ? "Connection refused by db-" + line : "all is well " + line;
      servers.document(topic, line, START.plusSeconds(line), message);
    }
    return topic;
  }

  @Test
  void linesThatMatchAreShownNewestLastWithTheirTotal() throws Exception {
    String topic = topic();
    Answered found =
        servers.run("search", "connection", "refused", "--topic", topic, "--limit", "2");
    assertThat(found.code()).isZero();
    assertThat(found.out().lines().map(line -> line.replaceAll("^\\S+ \\S+ ", "")))
        .containsExactly(
            "web-1 /var/log/" + topic + ".log Connection refused by db-2",
            "web-1 /var/log/" + topic + ".log Connection refused by db-4");
    assertThat(found.err().strip()).isEqualTo("3 lines found, the newest 2 shown (--limit)");
  }

  @Test
  void hostPathAndTimeNarrowTheSearch() throws Exception {
    String topic = topic();
    String since = START.plusSeconds(3).toString();
    assertThat(servers.run("search", "--topic", topic, "--since", since).out().lines()).hasSize(2);
    assertThat(servers.run("search", "*", "--path", "*/" + topic + ".log").out().lines())
        .hasSize(5);
    assertThat(servers.run("search", "*", "--topic", topic, "--host", "web-2").out()).isEmpty();
    assertThat(servers.run("search", "conn*", "--topic", topic).out().lines()).hasSize(3);
  }

  @Test
  void jsonIsOneDocumentOnEachLine() throws Exception {
    String topic = topic();
    Answered found = servers.run("search", "well", "--topic", topic, "--limit", "1", "--json");
    assertThat(found.out().strip())
        .startsWith("{\"_index\":\"" + topic + "\",\"_id\":\"3\",")
        .contains("\"message\":\"all is well 3\"");
  }

  @Test
  void noMatchSaysWhatToCheck() throws Exception {
    String topic = topic();
    Answered none = servers.run("search", "nowhere", "--topic", topic);
    assertThat(none.code()).isZero();
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).startsWith("No match among 5 lines of topic " + topic + ".");
    assertThat(servers.run("search", "x", "--topic", "no-such-topic").err())
        .startsWith("No line of topic no-such-topic is there yet.");
  }

  @Test
  void followShowsWhatComesAlsoWhatComesLate() throws Exception {
    String topic = topic();
    AtomicInteger looks = new AtomicInteger();
    StringWriter out = new StringWriter();
    Answered followed =
        Answered.run(
            () -> {
              switch (looks.incrementAndGet()) {
                case 1 -> servers.document(topic, 10, START.plusSeconds(10), "new one");
                case 2 -> servers.document(topic, 9, START.plusSeconds(9), "late one");
                default -> {
                  // A last look in which nothing comes.
                }
              }
              return looks.get() < 4;
            },
            out,
            "search",
            "--follow",
            "--limit",
            "1",
            "--topic",
            topic,
            "--config",
            servers.config().toString());
    assertThat(followed.code()).isZero();
    assertThat(followed.out().lines().map(line -> line.replaceAll("^.*\\.log ", "")))
        .containsExactly("Connection refused by db-4", "new one", "late one");
  }
}
