package tributary.stack.box;

import java.util.Locale;

/** What listens on a port in the box, with its well-known port. */
enum BoxPart {
  ETCD("etcd", 2379),
  KAFKA("Kafka", 9092),
  ELASTICSEARCH("Elasticsearch", 9200),
  AGENT("the agent", 7071),
  TRANSFER("the transfer", 7072);

  private final String title;
  private final int port;

  BoxPart(String title, int port) {
    this.title = title;
    this.port = port;
  }

  /** As it stands in a sentence. */
  String title() {
    return title;
  }

  int port() {
    return port;
  }

  /** As in the names of its files and its option. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String option() {
    return "--" + word() + "-port";
  }
}
