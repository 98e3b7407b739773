package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.configure.CollectStatus;
import tributary.agent.configure.KeyStatus;
import tributary.common.json.Json;

/** What the agent says of itself in etcd. */
class PresenceTest {
  private final Presence presence =
      new Presence("web-1", "0.1", "2026-11-21T08:00:00Z", "127.0.0.1:7071");

  @Test
  void saysWhoItIs() throws Exception {
    JsonNode text = text(List.of(key(3, Optional.empty())));
    assertThat(text.get("id").asText()).isEqualTo("web-1");
    assertThat(text.get("http").asText()).isEqualTo("127.0.0.1:7071");
    assertThat(text.get("addresses").get(0).asText()).isEqualTo("10.0.0.1");
    assertThat(text.get("keys").asInt()).isEqualTo(1);
    assertThat(text.get("applied").get(0).get("revision").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("At most 4 KiB, errors first, and how many there are")
  void fitsAndPutsErrorsFirst() throws Exception {
    List<KeyStatus> keys =
        IntStream.range(0, 500)
            .mapToObj(
                i -> key(i, i == 400 ? Optional.of("line 1 column 2: bad") : Optional.empty()))
            .toList();
    JsonNode text = text(keys);
    assertThat(text.toString().getBytes(StandardCharsets.UTF_8).length).isBetween(3000, 4096);
    assertThat(text.get("keys").asInt()).isEqualTo(500);
    assertThat(text.get("errors").asInt()).isEqualTo(1);
    assertThat(text.get("applied").get(0).get("error").asText()).isEqualTo("line 1 column 2: bad");
    assertThat(text.get("applied").size()).isBetween(50, 499);
  }

  @Test
  @DisplayName("C15: a settings file that is broken counts among the errors")
  void countsTheLocalFile() throws Exception {
    KeyStatus broken =
        new KeyStatus("local file", 0, 0, Optional.of("the file is empty"), List.of(), List.of());
    JsonNode text = text(List.of(key(3, Optional.empty())), broken);
    assertThat(text.get("errors").asInt()).isEqualTo(1);
    assertThat(text.get("keys").asInt()).isEqualTo(1);
    assertThat(text.get("applied").get(0).get("error").asText()).isEqualTo("the file is empty");
  }

  private JsonNode text(List<KeyStatus> keys) throws Exception {
    return text(keys, new KeyStatus("local file", 0, 0, Optional.empty(), List.of(), List.of()));
  }

  private JsonNode text(List<KeyStatus> keys, KeyStatus local) throws Exception {
    return Json.mapper()
        .readTree(
            presence.text(new CollectStatus(true, List.of("10.0.0.1"), List.of(), keys, local, 1)));
  }

  private static KeyStatus key(int number, Optional<String> error) {
    return new KeyStatus("/tributary/hosts/" + number, number, 1, error, List.of(), List.of());
  }
}
