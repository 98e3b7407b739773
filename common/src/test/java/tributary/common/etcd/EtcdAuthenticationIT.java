package tributary.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static tributary.common.etcd.Follower.SOON;
import static tributary.common.etcd.Follower.entry;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.settings.Secret;

/** A real etcd that asks for a user and a password. */
class EtcdAuthenticationIT {
  private static final ByteSequence ROOT = EtcdConnection.bytes("root");
  private static final ByteSequence PASSWORD = EtcdConnection.bytes("secret");

  private EtcdFixture etcd;

  @BeforeEach
  void start() {
    etcd = new EtcdFixture("EtcdAuthenticationIT");
    etcd.put("/k/a", entry("a"));
    var auth = etcd.operator().getAuthClient();
    EtcdFixture.answer(auth.userAdd(ROOT, PASSWORD));
    EtcdFixture.answer(auth.roleAdd(ROOT));
    EtcdFixture.answer(auth.userGrantRole(ROOT, ROOT));
    EtcdFixture.answer(auth.authEnable());
  }

  @AfterEach
  void close() {
    etcd.close();
  }

  private EtcdConnection connect(String password) throws Exception {
    return EtcdConnection.connect(
        new EtcdSettings(
            List.of(etcd.endpoint()),
            Optional.of("root"),
            Optional.of(new Secret(password)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private void put(String topic) {
    try (Client client =
        Client.builder().endpoints(etcd.endpoint()).user(ROOT).password(PASSWORD).build()) {
      EtcdFixture.answer(
          client
              .getKVClient()
              .put(EtcdConnection.bytes("/k/a"), EtcdConnection.bytes(entry(topic))));
    }
  }

  @Test
  @DisplayName("C4: with a user, also after etcd was restarted and has forgotten its tokens")
  void followsWithAUser() throws Exception {
    try (Follower follower = new Follower(connect("secret"), "/k/a")) {
      follower.awaitTopics("a");
      put("b");
      follower.awaitTopics("b");
      etcd.server().stop();
      follower.awaitCut();
      etcd.start(false);
      follower.awaitConnected();
      put("c");
      follower.awaitTopics("c");
    }
  }

  @Test
  @DisplayName("a wrong password, and none, are visible")
  void namesTheProblem() throws Exception {
    try (Follower wrong = new Follower(connect("wrong"), "/k/a");
        Follower none = new Follower(etcd.connect(), "/k/a")) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(wrong.watcher().problem().orElse(""))
                      .contains("invalid user ID or password"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(none.watcher().problem().orElse("")).contains("user name is empty"));
    }
    try (EtcdConnection connection = connect("wrong")) {
      assertThatThrownBy(connection::check).hasMessageContaining("invalid user ID or password");
    }
  }
}
