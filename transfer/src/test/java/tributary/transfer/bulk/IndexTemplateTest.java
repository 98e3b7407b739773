package tributary.transfer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;
import tributary.transfer.document.Index;

/** Templates that never tie. */
class IndexTemplateTest {

  private static final Index EXACT = new Index("web", "web", Optional.empty());
  private static final Index DATED =
      new Index("web-2026.11.21", "web-*", Optional.of(LocalDate.of(2026, 11, 22)));

  @Test
  @DisplayName("T14: overlapping templates have different priorities, the longer name wins")
  void priorities() {
    Index longer = new Index("web-a-2026.11.21", "web-a-*", Optional.empty());

    assertThat(IndexTemplate.priority(EXACT)).isEqualTo(507);
    assertThat(IndexTemplate.priority(DATED)).isEqualTo(508);
    assertThat(IndexTemplate.priority(longer)).isGreaterThan(IndexTemplate.priority(DATED));
    assertThat(IndexTemplate.priority(new Index("web-", "web-", Optional.empty())))
        .isGreaterThan(IndexTemplate.priority(DATED));
  }

  @Test
  void bodies() throws IOException {
    JsonNode body = Json.mapper().readTree(IndexTemplate.body(DATED));

    assertThat(IndexTemplate.name(DATED)).isEqualTo("tributary-web");
    assertThat(IndexTemplate.name(EXACT)).isEqualTo("tributary-web");
    assertThat(IndexTemplate.name(new Index("web-", "web-", Optional.empty())))
        .isEqualTo("tributary-web-");
    assertThat(body.path("index_patterns").get(0).asText()).isEqualTo("web-*");
    assertThat(body.path("composed_of").get(1).asText()).isEqualTo("tributary@custom");
    assertThat(body.has("data_stream")).isFalse();
  }
}
