package tributary.agent;

import java.util.List;
import java.util.function.Supplier;
import tributary.agent.configure.KeySource;
import tributary.agent.configure.NoKeys;
import tributary.agent.send.TopicAnnouncer;

/** What is outside of this host beside Kafka: who tells what to collect, and who is told. */
interface Surroundings extends AutoCloseable {
  /** Alone on its host: no etcd is configured, and none of its classes are loaded. */
  Surroundings NONE =
      new Surroundings() {
        @Override
        public KeySource keys() {
          return new NoKeys();
        }

        @Override
        public TopicAnnouncer announcer() {
          return topic -> {};
        }

        @Override
        public void present(Supplier<String> text) {
          // Nobody asks.
        }

        @Override
        public List<String> problems() {
          return List.of();
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  /** Where keys come from. */
  KeySource keys();

  /** Who is told of topics. */
  TopicAnnouncer announcer();

  /** Keeps saying what the agent is and does, from now on. */
  void present(Supplier<String> text);

  /** What can't be told to those outside at present. */
  List<String> problems();

  @Override
  void close();
}
