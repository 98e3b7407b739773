package tributary.agent;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import tributary.agent.send.TopicAnnouncer;
import tributary.common.etcd.AnnouncedKeys;
import tributary.common.json.Json;
import tributary.common.kafka.FilesTopic;

/**
 * Puts each topic that this agent sends to into etcd, if no other agent has: the transfer follows.
 */
final class TopicRegistration implements TopicAnnouncer {
  private static final String FOLDER = "/tributary/topics/";

  private final AnnouncedKeys keys;
  private final String agentId;
  private final InstantSource clock;

  TopicRegistration(AnnouncedKeys keys, String agentId, InstantSource clock) {
    this.keys = keys;
    this.agentId = agentId;
    this.clock = clock;
  }

  @Override
  public void announce(String topic) {
    if (topic.equals(FilesTopic.NAME)) {
      // Every transfer follows it by itself.
      return;
    }
    Map<String, String> value = new LinkedHashMap<>();
    value.put("topic", topic);
    value.put("by", agentId);
    value.put("since", clock.instant().toString());
    keys.announce(FOLDER + topic, Json.write(value));
  }
}
