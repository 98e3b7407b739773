package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;

/** The transfer at an Elasticsearch that asks for a password; one of its own. */
class SecuredElasticsearchIT extends OnServers {

  private static final Path FOLDER = Path.of("target", "it-secured").toAbsolutePath();

  /** Who says no password may see how the cluster is, which tells the stack that it is ready. */
  private static final Map<String, String> SECURITY =
      Map.of(
          "xpack.security.enabled",
          "true",
          "xpack.security.enrollment.enabled",
          "false",
          "xpack.security.authc.anonymous.roles",
          "beats_system",
          "resource.reload.interval.high",
          "1s");

  private static final String USER = "tributary";
  private static final int ROUNDS = 10_000;
  private static final int BITS = 256;

  private final String password = UUID.randomUUID().toString();
  private final String login =
      Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(UTF_8));
  private final Stack stack =
      Stack.prepare(
          FOLDER,
          StackOptions.only(Part.ELASTICSEARCH)
              .withElasticsearchHeap("512m")
              .withElasticsearchSettings(SECURITY));

  @AfterEach
  void delete() {
    stack.delete();
  }

  @Test
  @DisplayName(
      "T12: a wrong password is shown, but not told; lines wait, and flow once it is right")
  void password() throws IOException, GeneralSecurityException {
    servers.createTopic("s12", 2);
    servers.sendLines("s12", 2, 0, 100);
    letIn("another password");
    stack.start();
    try (RunningTransfer transfer = start(Probes.NONE, settings(), "s12")) {
      awaitWaiting(transfer, "s12", "unable to authenticate user [tributary]");
      await().atMost(SOON).until(() -> transfer.page("/readyz").contains("Elasticsearch: "));
      await().atMost(SOON).until(() -> partitions(transfer, "s12").size() == 2);
      assertThat(partitions(transfer, "s12")).allMatch(partition -> partition.next() == 0);
      for (String page : new String[] {"/status", "/readyz", "/metrics"}) {
        assertThat(transfer.page(page)).doesNotContain(password).doesNotContain(login);
      }

      letIn(password);
      awaitSettled(transfer);
      assertThat(transfer.metric("tributary_transfer_dead_letters_total{topic=\"s12\"}")).isZero();
      await().atMost(SOON).until(() -> transfer.status().problems().isEmpty());
    }
    assertThat(count("s12")).isEqualTo(100);
  }

  private String settings() {
    return """
        elasticsearch { hosts = ["%s"], user = "%s", password = "%s" }
        """
        .formatted(stack.elasticsearch().url(), USER, password);
  }

  /** The server's only user has this password from now on; it looks each second. */
  private static void letIn(String given) throws IOException, GeneralSecurityException {
    Path configuration = Files.createDirectories(FOLDER.resolve("data/elasticsearch/config"));
    Files.writeString(configuration.resolve("users_roles"), "superuser:" + USER + "\n");
    Files.writeString(configuration.resolve("users"), USER + ":" + hash(given) + "\n");
  }

  /** As Elasticsearch keeps passwords, where it is told to in this way (Hasher, PBKDF2). */
  private static String hash(String given) throws GeneralSecurityException {
    byte[] salt = UUID.randomUUID().toString().substring(0, BITS / Byte.SIZE).getBytes(UTF_8);
    byte[] hash =
        SecretKeyFactory.getInstance("PBKDF2withHMACSHA512")
            .generateSecret(new PBEKeySpec(given.toCharArray(), salt, ROUNDS, BITS))
            .getEncoded();
    Base64.Encoder text = Base64.getEncoder();
    return "{PBKDF2}%d$%s$%s"
        .formatted(ROUNDS, text.encodeToString(salt), text.encodeToString(hash));
  }

  private long count(String index) throws IOException {
    Header authorization = new BasicHeader("Authorization", "Basic " + login);
    try (RestClient rest =
        RestClient.builder(HttpHost.create(stack.elasticsearch().url()))
            .setDefaultHeaders(new Header[] {authorization})
            .build()) {
      rest.performRequest(new Request("POST", "/" + index + "/_refresh"));
      return Json.mapper()
          .readTree(
              rest.performRequest(new Request("GET", "/" + index + "/_count"))
                  .getEntity()
                  .getContent())
          .path("count")
          .asLong();
    }
  }
}
