package tributary.console.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import tributary.common.json.Json;
import tributary.common.lifecycle.Closer;

/**
 * The servers as one word needs them, each opened when it is asked for. Thread: the word's own,
 * though what it hands out may be used by others.
 */
public final class Connections implements AutoCloseable {

  private final ConsoleSettings settings;
  private final Closer closer = new Closer();

  /** Connects to nothing yet. */
  public Connections(ConsoleSettings settings) {
    this.settings = settings;
  }

  /** The settings that they are opened by. */
  public ConsoleSettings settings() {
    return settings;
  }

  /** Reads and writes JSON. */
  public ObjectMapper json() {
    return Json.mapper();
  }

  /** Opens etcd. */
  public EtcdStore etcd() throws Failure {
    return closer.register(new EtcdStore(settings.etcd(), settings.patience()));
  }

  /** Opens Kafka. */
  public KafkaStore kafka() throws Failure {
    return closer.register(new KafkaStore(settings.kafka(), settings.patience()));
  }

  /** Opens Kafka for its records. */
  public RecordStore records() {
    return closer.register(new RecordStore(settings.kafka(), settings.patience()));
  }

  /** Opens Elasticsearch. */
  public ElasticStore elastic() throws Failure {
    return closer.register(new ElasticStore(settings.elasticsearch(), json(), settings.patience()));
  }

  @Override
  public void close() {
    closer.close();
  }
}
