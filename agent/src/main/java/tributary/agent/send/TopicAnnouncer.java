package tributary.agent.send;

/** Told of each topic before the first event is sent to it. Hands over and returns. */
@FunctionalInterface
public interface TopicAnnouncer {
  /** {@code topic} exists, and events of this agent will come. */
  void announce(String topic);
}
