package tributary.transfer.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies as Elasticsearch sends them with our filter, and what is none. */
class BulkReplyTest {

  private static final String GOOD =
      """
      {"errors":true,"items":[{"create":{"status":201}},
      {"create":{"status":400,"error":{"type":"document_parsing_exception","reason":"[1:2] no"}}},
      {"create":{"status":409,"error":{"type":"version_conflict_engine_exception"}}}]}
      """;

  @Test
  void itemsKeepTheirPlaces() throws IOException {
    BulkReply reply = BulkReply.read(GOOD.getBytes(UTF_8), 3);

    assertThat(reply.status(0)).isEqualTo(201);
    assertThat(reply.error(0)).isNull();
    assertThat(reply.status(1)).isEqualTo(400);
    assertThat(reply.error(1)).isEqualTo(new Refusal("document_parsing_exception", "[1:2] no"));
    assertThat(reply.status(2)).isEqualTo(409);
    assertThat(reply.error(2).reason()).isEmpty();
  }

  @Test
  void whatIsAllWellIsReadWithoutAParserAndAnythingNearItIsNot() throws IOException {
    String item = "{\"create\":{\"status\":201}}";
    String good = "{\"errors\":false,\"items\":[" + item + "," + item + "]}";
    BulkReply reply = BulkReply.read(good.getBytes(UTF_8), 2);
    assertThat(List.of(reply.status(0), reply.status(1))).containsOnly(201);

    byte[] odd = good.replace("201}}]", "409}}]").getBytes(UTF_8);
    assertThat(BulkReply.read(odd, 2).status(1)).isEqualTo(409);
    for (int at = 0; at < good.length(); at++) {
      byte[] broken = good.getBytes(UTF_8);
      broken[at] = 0;
      assertThatThrownBy(() -> BulkReply.read(broken, 2)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> BulkReply.read(good.getBytes(UTF_8), 3))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html></html>",
        "{}",
        "[]",
        "null",
        "{\"items\":{}}",
        "{\"items\":[]}",
        "{\"items\":[{\"create\":{\"status\":201}}]}",
        "{\"items\":[{\"create\":{}},{\"create\":{}},{\"create\":{}}]}",
        "{\"items\":[1,2,3]}",
        "{\"items\":[{\"create\":{\"status\":\"x\"}}]}"
      })
  void anythingElseIsNone(String body) {
    assertThatThrownBy(() -> BulkReply.read(body.getBytes(UTF_8), 3))
        .isInstanceOf(IOException.class);
  }

  @Test
  void everyCutOfAReplyIsNone() {
    String good = GOOD.strip();
    for (int end = 0; end < good.length(); end++) {
      byte[] cut = good.substring(0, end).getBytes(UTF_8);
      assertThatThrownBy(() -> BulkReply.read(cut, 3)).isInstanceOf(IOException.class);
    }
  }
}
