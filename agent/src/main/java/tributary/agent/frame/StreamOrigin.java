package tributary.agent.frame;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.common.collect.CollectEntry;
import tributary.common.kafka.FileId;

/**
 * What is the same for all events of a stream.
 *
 * @param id of the content
 * @param path of the file while it is read
 * @param topic where they go
 * @param fields added to each document; empty for none
 */
public record StreamOrigin(FileId id, String path, String topic, SortedMap<String, String> fields) {
  public StreamOrigin {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** That of a content's events under an entry. */
  public static StreamOrigin of(FileId id, String path, CollectEntry entry) {
    return new StreamOrigin(id, path, entry.topic(), entry.fields());
  }
}
