package tributary.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.read.ReadStatus;
import tributary.agent.read.ReadStatus.Holding;
import tributary.agent.read.content.ByteRange;
import tributary.common.json.Json;

/** When the state of a content is told, and what a record of it says. */
class DueStatesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final DueStates states = new DueStates();

  @Test
  @DisplayName("First seen: at once; while it moves: after a minute; unchanged: never")
  void minutes() {
    assertThat(tell(state(10, Holding.AT_PATH), 0)).isTrue();
    assertThat(tell(state(20, Holding.AT_PATH), 59)).isFalse();
    assertThat(tell(state(20, Holding.AT_PATH), 60)).isTrue();
    assertThat(tell(state(20, Holding.AT_PATH), 3600)).isFalse();
  }

  @Test
  @DisplayName("Closed, and open again: at once")
  void closing() {
    tell(state(10, Holding.AT_PATH), 0);
    assertThat(tell(state(10, Holding.ROTATED), 1)).isFalse();
    assertThat(tell(state(10, Holding.CLOSED), 2)).isTrue();
    assertThat(tell(state(10, Holding.AT_PATH), 3)).isTrue();
  }

  @Test
  @DisplayName("At the end: what differs from what was told last")
  void end() {
    tell(state(10, Holding.AT_PATH), 0);
    assertThat(states.changed(List.of(state(10, Holding.AT_PATH)))).isEmpty();
    assertThat(states.changed(List.of(state(11, Holding.AT_PATH)))).hasSize(1);
  }

  @Test
  @DisplayName("What was refused is told again; what was told since then is not")
  void refused() {
    tell(state(10, Holding.AT_PATH), 0);
    states.lost(state(10, Holding.AT_PATH));
    assertThat(tell(state(10, Holding.AT_PATH), 1)).isTrue();
    states.lost(state(9, Holding.AT_PATH));
    assertThat(tell(state(10, Holding.AT_PATH), 2)).isFalse();
  }

  @Test
  @DisplayName("A record has DESIGN's fields")
  void json() throws IOException {
    JsonNode json = Json.mapper().readTree(state(10, Holding.CLOSED).json(NOON));
    assertThat(json)
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {"id": "dc0qz1vjf2932r0c0zd0", "host": "web-1", "path": "/a.log", "topic": "app",
                     "start": 2, "size": 30, "read": 10, "sent": 10, "acked": 8, "skipped": 1,
                     "lost": [[10, 30]], "closed": true, "time": "2026-11-21T12:00:00Z"}
                    """));
  }

  private boolean tell(FileState state, int second) {
    Instant now = NOON.plusSeconds(second);
    List<FileState> due = states.due(List.of(state), now);
    due.forEach(each -> states.told(each, now));
    return !due.isEmpty();
  }

  private static FileState state(long read, Holding holding) {
    return FileState.of(
        "web-1",
        new ReadStatus(
            "/a.log",
            "dc0qz1vjf2932r0c0zd0",
            Optional.of("app"),
            2,
            30,
            read,
            8,
            1,
            List.of(new ByteRange(10, 30)),
            holding,
            Duration.ZERO,
            Optional.empty()));
  }
}
