package tributary.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;

/** What the transfer makes of indices that are not as it would have them. */
class IndicesIT extends OnServers {

  @Test
  @DisplayName("T14: an alias is refused visibly; an index deleted under load comes back as it was")
  void aliasAndDeletedIndex() {
    servers.createTopic("f14", 1);
    servers.createTopic("f14a", 1);
    servers.call("PUT", "/f14a-real", "{\"aliases\":{\"f14a\":{}}}");
    servers.sendLines("f14a", 1, 0, 5);
    servers.sendLines("f14", 1, 0, 10);
    try (RunningTransfer transfer = start("f14", "f14a")) {
      awaitCount("f14", 10);
      await()
          .atMost(SOON)
          .until(
              () ->
                  transfer
                      .status()
                      .elasticsearch()
                      .waiting()
                      .getOrDefault("f14a", "")
                      .contains("is an alias"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(Json.write(transfer.status())).contains("\"state\":\"waiting\""));
      servers.call("DELETE", "/f14", null);
      servers.sendLines("f14", 1, 10, 30);
      awaitCount("f14", 20);
      JsonNode mapping = servers.call("GET", "/f14/_mapping", null);
      assertThat(mapping.findPath("flattened").isMissingNode()).isTrue();
      assertThat(
              mapping.findPath("mappings").path("properties").path("fields").path("type").asText())
          .isEqualTo("flattened");

      servers.call("DELETE", "/f14a-real", null);
      awaitCount("f14a", 5);
    }
  }

  @Test
  @DisplayName("T12: a read-only index waits and says why, the others flow, all goes on afterwards")
  void readOnlyIndex() {
    servers.createTopic("f12", 1);
    servers.createTopic("f12-other", 1);
    servers.call("PUT", "/f12", "{\"settings\":{\"index.blocks.write\":true}}");
    servers.sendLines("f12", 1, 0, 20);
    try (RunningTransfer transfer = start("f12", "f12-other")) {
      await()
          .atMost(SOON)
          .until(
              () ->
                  transfer
                      .status()
                      .elasticsearch()
                      .waiting()
                      .getOrDefault("f12", "")
                      .contains("cluster_block_exception"));
      servers.sendLines("f12-other", 1, 0, 20);
      awaitCount("f12-other", 20);
      servers.call("PUT", "/f12/_settings", "{\"index.blocks.write\":false}");
      awaitCount("f12", 20);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"f12\"}")).isZero();
    }
  }
}
