package tributary.agent;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tributary.agent.configure.EtcdKeySource;
import tributary.agent.configure.KeySource;
import tributary.agent.send.TopicAnnouncer;
import tributary.common.etcd.AnnouncedKeys;
import tributary.common.etcd.EtcdConnection;
import tributary.common.etcd.EtcdSettings;
import tributary.common.etcd.LeasedKey;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.Closer;

/** All that the agent has to do with etcd, over one connection. Thread: any. */
final class EtcdSurroundings implements Surroundings {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Closer closer = new Closer();
  private final SecureRandom random = new SecureRandom();
  private final String agentId;
  private final InstantSource clock;
  private final EtcdConnection connection;
  private final AnnouncedKeys topics;
  private final String presenceKey;
  private final LeasedKey presence;

  private EtcdSurroundings(String agentId, EtcdConnection connection, InstantSource clock) {
    this.agentId = agentId;
    this.clock = clock;
    this.connection = closer.register(connection);
    this.topics = closer.register(new AnnouncedKeys(connection, backoff()));
    this.presenceKey = "/tributary/agents/" + agentId;
    this.presence = closer.register(new LeasedKey(connection, presenceKey, LEASE, backoff()));
  }

  /**
   * Prepares the connection; nothing is sent yet.
   *
   * @throws IOException if the certificates cannot be used
   */
  static Surroundings connect(String agentId, EtcdSettings settings, InstantSource clock)
      throws IOException {
    return new EtcdSurroundings(agentId, EtcdConnection.connect(settings), clock);
  }

  @Override
  public KeySource keys() {
    return new EtcdKeySource(connection, backoff(), topics::announceAgain);
  }

  @Override
  public TopicAnnouncer announcer() {
    return new TopicRegistration(topics, agentId, clock);
  }

  @Override
  public void present(Supplier<String> text) {
    closer.register(new PresenceWriter(presence, text)).start();
  }

  /** A role that may only read is enough to collect, but not for the transfer to hear of topics. */
  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    topics
        .problem()
        .ifPresent(why -> problems.add("etcd: topics that are sent to can't be put: " + why));
    presence
        .problem()
        .ifPresent(why -> problems.add("etcd: " + presenceKey + " can't be put: " + why));
    return problems;
  }

  @Override
  public void close() {
    closer.close();
  }

  private Backoff backoff() {
    return new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
  }
}
