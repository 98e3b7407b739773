package tributary.agent.send;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import tributary.common.kafka.KafkaSettings;

/** Tries Kafka once, for {@code --check}. */
public final class KafkaCheck {
  private KafkaCheck() {}

  /**
   * Asks for the cluster.
   *
   * @return what was found
   * @throws Exception when it does not answer; the message says why
   */
  public static String run(KafkaSettings kafka) throws Exception {
    try (Admin admin = Admin.create(ClientSettings.admin(kafka))) {
      return admin.describeCluster().nodes().get().size() + " brokers";
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
