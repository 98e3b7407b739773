package tributary.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.common.collect.CollectEntry;
import tributary.common.kafka.FileId;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.Span;
import tributary.common.kafka.TopicSettings;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;
import tributary.stack.process.Ports;

/** A broker that asks for TLS and a password, and for the password again every few seconds. */
class SecuredBrokerIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PASSWORD = "change it";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"agent\""
          + " password=\"%s\"";
  private static final int LINES = 3000;

  @TempDir Path folder;
  private Stack stack;

  @AfterEach
  void stopKafka() {
    if (stack != null) {
      stack.delete();
    }
  }

  @Test
  @DisplayName(
      "SASL_SSL: lines flow through re-authentications; a wrong password is said, and waits")
  void sendsOverSaslSsl() throws Exception {
    Path store = folder.resolve("broker.p12");
    keytool(store);
    int secured = new Ports(new Random()).free();
    stack = Stack.start(folder.resolve("stack"), options(store, secured));
    try (KafkaEventSink wrong = sink(secured, store, "wrong")) {
      await()
          .atMost(SOON)
          .until(() -> wrong.problem().filter(why -> why.contains("uthentication")).isPresent());
    }
    Heard heard = new Heard();
    try (KafkaEventSink sink = sink(secured, store, "secret")) {
      FileId id = FileId.create(Instant.now(), new Random());
      EventStream stream =
          sink.open(StreamOrigin.of(id, "/a", CollectEntry.of("/a", "tls")), heard);
      for (int i = 0; i < LINES; i++) {
        byte[] text = ("line " + i).getBytes(UTF_8);
        Span span = new Span(i * 10L, i * 10L + 10);
        // Slowly, so that the session expires meanwhile.
        await()
            .atMost(SOON)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> stream.offer(text, 0, text.length, span, null, 1));
      }
      await().atMost(SOON).until(() -> heard.acknowledgedTo() == LINES * 10L);
    }
    assertThat(TopicReader.texts(stack.kafka().address(), "tls"))
        .hasSize(LINES)
        .startsWith("line 0", "line 1")
        .endsWith("line " + (LINES - 1));
  }

  private static KafkaEventSink sink(int port, Path store, String password) {
    return KafkaEventSink.start(
        "web-1",
        new SendSettings(Duration.ofMillis(5), 64 << 10, 8 << 20),
        new KafkaSettings(
            Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN.formatted(password) + ";",
                "ssl.truststore.location",
                store.toString(),
                "ssl.truststore.password",
                PASSWORD,
                "ssl.truststore.type",
                "PKCS12")),
        new TopicSettings(true, 1, (short) 1),
        topic -> {},
        new PrometheusRegistry());
  }

  /** Beside the plain listener, which the stack's own probe and the tests' reader use. */
  private static StackOptions options(Path store, int secured) throws IOException {
    int plain = new Ports(new Random()).free();
    int controller = new Ports(new Random()).free();
    String listeners = "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d".formatted(plain, secured);
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", listeners);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put(
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put(
        "listener.name.sasl_ssl.plain.sasl.jaas.config",
        LOGIN.formatted("secret") + " user_agent=\"secret\";");
    settings.put("connections.max.reauth.ms", "3000");
    settings.put("ssl.keystore.location", store.toString());
    settings.put("ssl.keystore.password", PASSWORD);
    settings.put("ssl.key.password", PASSWORD);
    settings.put("ssl.keystore.type", "PKCS12");
    return StackOptions.only(Part.KAFKA)
        .withPorts(Map.of(Part.KAFKA, plain))
        .withKafkaSettings(settings);
  }

  /** A key and a certificate for 127.0.0.1; the file serves as trust store as well. */
  private static void keytool(Path store) throws IOException, InterruptedException {
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
  }
}
