package tributary.console.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.ByteSequence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tributary.common.json.Json;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.KeyState;
import tributary.console.servers.Stored;

/** What the words of {@code collect} take and say. */
class CollectTextTest {

  private static final String KEY = "/tributary/hosts/web-1";
  private final EditText text = new EditText(Json.mapper());

  @Test
  void anEditSaysWhatIsThereNowAndWhatWasBefore() throws Exception {
    Edit added = CollectEditTest.add("/a", "x").apply(CollectDocument.empty());
    assertThat(text.text(KEY, "/a", added))
        .isEqualTo("added to " + KEY + ": /a → topic x (1 entry there now)");
    CollectDocument old =
        CollectEditTest.read("[{\"path\":\"/a\",\"topic\":\"y\",\"start\":\"end\"}]");
    assertThat(text.text(KEY, "/a", CollectEditTest.add("/a", "x").apply(old)))
        .isEqualTo("replaced in " + KEY + ": /a → topic x, before → topic y start=end (1 entry)");
    assertThat(text.text(KEY, "/a", new RemoveEntry(KEY, "/a").apply(old)))
        .isEqualTo("removed from " + KEY + ": /a → topic y start=end (0 entries left)");
    assertThat(text.text(KEY, "/a", CollectEditTest.add("/a", "x").apply(added.document())))
        .isEqualTo("nothing to do: " + KEY + " has it so already: /a → topic x");
  }

  @Test
  void aWarningIsGivenWhenNoRunningAgentFollowsTheKey() {
    AgentPresence agent = agent("web-1", List.of());
    assertThat(text.followers(KEY, List.of(agent))).isEqualTo("followed by web-1");
    assertThat(text.followers("/tributary/hosts/10.0.0.1", List.of(agent)))
        .isEqualTo("followed by web-1");
    assertThat(text.followers("/tributary/groups/web", List.of(agent)))
        .startsWith("followed by the agents of that group");
    assertThat(text.followers("/tributary/hosts/db-1", List.of(agent)))
        .startsWith("warning: no running agent is known to follow /tributary/hosts/db-1")
        .contains("these run: web-1");
    assertThat(text.followers(KEY, List.of())).contains("no agent runs");
  }

  @Test
  void theListShowsBrokenValuesWithTheirPlaceAndWhatAgentsReport() {
    AgentPresence agent =
        agent("web-1", List.of(new KeyState(KEY, 3, Optional.of("line 1 column 2: bad"))));
    List<ListedKey> keys =
        List.of(
            listed("/k/1", "[{\"path\":\"/a\",\"topic\":\"x\",\"start\":\"end\"}]", agent),
            listed("/k/2", "[]", agent),
            listed(KEY, "{bad", agent));
    List<String> lines = new ListText(Json.mapper()).lines(keys);
    assertThat(lines.subList(0, 6))
        .containsExactly(
            "/k/1",
            "  PATH  TOPIC  OPTIONS",
            "  /a    x      start=end",
            "",
            "/k/2",
            "  (no entries)");
    assertThat(lines.get(7)).isEqualTo(KEY);
    assertThat(lines.get(8))
        .startsWith("  broken, so the last good value stays in force: line 1 column");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("  agent web-1: line 1 column 2: bad");
    assertThat(new ListText(Json.mapper()).json(keys))
        .contains("\"entries\":[{\"path\":\"/a\",\"topic\":\"x\",\"start\":\"end\"}]")
        .contains("\"agents\":{\"web-1\":\"line 1 column 2: bad\"}");
  }

  @Test
  void theTargetIsOneOfHostAddressGroupAndKeyElseThisMachine() {
    assertThat(target().key("me")).isEqualTo("/tributary/hosts/me");
    assertThat(target("--host", "h").key("me")).isEqualTo("/tributary/hosts/h");
    assertThat(target("--address", "10.0.0.1").key("me")).isEqualTo("/tributary/hosts/10.0.0.1");
    assertThat(target("--group", "web").key("me")).isEqualTo("/tributary/groups/web");
    assertThat(target("--key", "/logAgent/x").key("me")).isEqualTo("/logAgent/x");
  }

  @Test
  void optionsBecomeFieldsAndWhatIsNotGivenIsNotWritten() {
    EntryOptions options = new EntryOptions();
    assertThat(options.entry("/a", "x").toString()).isEqualTo("{\"path\":\"/a\",\"topic\":\"x\"}");
    line(options)
        .parseArgs(
            "--start=end --field env=prod --field dc=1 --exclude /a/*.gz --encoding GBK"
                .concat(" --include E --drop D --multiline-start ^S --rate 5 --max-line 1KiB")
                .split(" ", -1));
    assertThat(options.entry("/a", "x").toString())
        .isEqualTo(
            "{\"path\":\"/a\",\"topic\":\"x\",\"exclude\":[\"/a/*.gz\"],\"start\":\"end\","
                + "\"encoding\":\"GBK\",\"multiline\":{\"start\":\"^S\"},\"include\":[\"E\"],"
                + "\"drop\":[\"D\"],\"fields\":{\"env\":\"prod\",\"dc\":\"1\"},\"rate\":5,"
                + "\"max-line\":\"1KiB\"}");
  }

  private static AgentPresence agent(String id, List<KeyState> keys) {
    return new AgentPresence(id, "1", List.of("10.0.0.1"), "", Optional.empty(), keys.size(), keys);
  }

  private static ListedKey listed(String key, String value, AgentPresence agent) {
    ByteSequence raw = ByteSequence.from(value, StandardCharsets.UTF_8);
    return ListedKey.of(new Stored(key, raw, 1), List.of(agent), Json.mapper());
  }

  private static CollectTarget target(String... arguments) {
    CollectTarget target = new CollectTarget();
    line(target).parseArgs(arguments);
    return target;
  }

  /** A command with nothing but one group of options. */
  private static CommandLine line(Object options) {
    return new CommandLine(
        CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options)));
  }
}
