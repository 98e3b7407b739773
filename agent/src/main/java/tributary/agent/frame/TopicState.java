package tributary.agent.frame;

/** Where the sender stands with a topic. */
public sealed interface TopicState {

  /** Events for it are taken. */
  record Ready() implements TopicState {}

  /** It is being looked up or created: its files wait. */
  record Pending() implements TopicState {}

  /**
   * It can't be sent to: its files wait until the entry or the cluster is put right.
   *
   * @param reason what the broker, or the rule, said
   */
  record Refused(String reason) implements TopicState {}
}
