package tributary.agent.send;

/** Hears from the sender what it learns of topics. Any thread; hands over and returns. */
interface TopicWatch {
  /** Nothing may be written to the topic: it is tried again after a while. */
  void refuse(KnownTopic topic, String reason);

  /** It isn't any more what it was: it is looked at anew before more is taken. */
  void changed(KnownTopic topic);
}
