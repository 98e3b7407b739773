package tributary.console.servers;

import java.util.Map;
import java.util.TreeMap;

/**
 * Names Kafka's releases by the feature level that they speak among themselves: brokers tell
 * clients no other version. Levels: {@code org.apache.kafka.server.common.MetadataVersion} of 4.1.
 */
final class MetadataVersion {

  /** The first level of each release. */
  private static final TreeMap<Short, String> RELEASES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry((short) 7, "3.3"),
              Map.entry((short) 8, "3.4"),
              Map.entry((short) 9, "3.5"),
              Map.entry((short) 12, "3.6"),
              Map.entry((short) 15, "3.7"),
              Map.entry((short) 20, "3.8"),
              Map.entry((short) 21, "3.9"),
              Map.entry((short) 22, "4.0"),
              Map.entry((short) 26, "4.1")));

  /** The newest level of that list; whatever is beyond is newer than this console. */
  private static final short NEWEST = 27;

  private MetadataVersion() {}

  /** As "4.1", or "4.1 or newer". */
  static String text(short level) {
    Map.Entry<Short, String> release = RELEASES.floorEntry(level);
    String name = release == null ? "3.2 or older" : release.getValue();
    return level > NEWEST ? name + " or newer" : name;
  }
}
