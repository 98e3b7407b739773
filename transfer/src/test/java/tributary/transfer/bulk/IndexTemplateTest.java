package tributary.transfer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  @DisplayName("T14: two hundred topics whose names are prefixes of one another: each its own")
  void prefixes() {
    List<Index> all = new ArrayList<>();
    for (int length = 1; length <= 200; length++) {
      String base = "a-".repeat(100).substring(0, length);
      all.add(new Index(base, base, Optional.empty()));
      all.add(new Index(base + "-2026.11.21", base + "-*", Optional.empty()));
    }
    for (Index index : all) {
      List<Index> matching =
          all.stream()
              .filter(other -> matches(other.pattern(), index.name()))
              .sorted(Comparator.comparingInt(IndexTemplate::priority).reversed())
              .toList();
      assertThat(matching.get(0).pattern()).isEqualTo(index.pattern());
      assertThat(matching.stream().map(IndexTemplate::priority)).doesNotHaveDuplicates();
    }
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
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
