package tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectEntry;

/** The words of {@code collect} on a real etcd. */
@ExtendWith(ServersExtension.class)
class CollectIT {

  private static final String HOSTS = "/tributary/hosts/";

  private final Servers servers;

  CollectIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void addListReplaceRemove() throws Exception {
    Answered added =
        servers.run("collect", "add", "/var/log/a.log", "app", "--start", "end", "--host", "h1");
    assertThat(added.code()).isZero();
    assertThat(added.out())
        .startsWith("added to /tributary/hosts/h1: /var/log/a.log → topic app start=end (1 entry")
        .contains("warning: no running agent is known to follow /tributary/hosts/h1");

    assertThat(servers.run("collect", "add", "/var/log/a.log", "web", "--host", "h1").out())
        .startsWith("replaced in /tributary/hosts/h1: /var/log/a.log → topic web, before → topic");
    assertThat(servers.run("collect", "list", "--host", "h1").out())
        .contains("/tributary/hosts/h1\n")
        .containsPattern("/var/log/a.log +web +-");
    assertThat(servers.run("collect", "list", "--host", "h1", "--json").out().strip())
        .isEqualTo(
            "[{\"key\":\"/tributary/hosts/h1\",\"entries\":"
                + "[{\"path\":\"/var/log/a.log\",\"topic\":\"web\"}]}]");

    assertThat(servers.run("collect", "remove", "/var/log/a.log", "--host", "h1").out())
        .startsWith("removed from /tributary/hosts/h1: /var/log/a.log");
    assertThat(servers.get(HOSTS + "h1")).isEqualTo("[]");
    Answered again = servers.run("collect", "remove", "/var/log/a.log", "--host", "h1");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).startsWith("/tributary/hosts/h1 has no entry for /var/log/a.log");
  }

  @Test
  void withoutATargetItIsThisHost() throws Exception {
    servers.run("collect", "add", "/var/log/own.log", "own");
    assertThat(servers.get(HOSTS + "this-host")).contains("/var/log/own.log");
    assertThat(servers.run("collect", "list").out()).contains("/var/log/own.log");
  }

  @Test
  @DisplayName("Edits of one key at once all land: none overwrites another's")
  void concurrentAdds() throws Exception {
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<Answered>> answers = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String path = "/var/log/" + writer + ".log";
        answers.add(
            threads.submit(() -> servers.run("collect", "add", path, "app", "--key", "/race")));
      }
      for (Future<Answered> answer : answers) {
        assertThat(answer.get().code()).isZero();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(new CollectCodec().parse(servers.get("/race")).entries())
        .extracting(CollectEntry::topic)
        .hasSize(writers);
  }

  @Test
  @DisplayName("C5: a broken value is not overwritten, and is listed with line and column")
  void brokenValue() throws Exception {
    servers.put(HOSTS + "broken", "[{\"path\": \"/a\"},\n {bad");
    servers.agent("broken", HOSTS + "broken");
    Answered refused = servers.run("collect", "add", "/b", "x", "--host", "broken");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("the value of /tributary/hosts/broken is broken, so it was left as it is (line")
        .contains("column");
    assertThat(servers.get(HOSTS + "broken")).endsWith("{bad");
    String list = servers.run("collect", "list", "--all").out();
    assertThat(list.replaceAll("\\s+", " "))
        .contains("/tributary/hosts/broken broken, so the last good value stays in force: line")
        .contains("agent broken: line 1 column 2: x");
    servers.delete(HOSTS + "broken");
    servers.delete("/tributary/agents/broken");
  }
}
