package tributary.agent.frame;

/** Where framed events go. Thread: a reader. */
public interface EventSink {

  /**
   * Opens the way of one content under one set of settings; what is constant for it is encoded
   * once.
   *
   * @param listener hears on the sender's thread what became of the events
   */
  EventStream open(StreamOrigin origin, DeliveryListener listener);

  /** Where the sender stands with a topic; never blocks (it is looked up and created elsewhere). */
  TopicState topic(String topic);
}
