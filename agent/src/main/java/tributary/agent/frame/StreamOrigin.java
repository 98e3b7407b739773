package tributary.agent.frame;

import tributary.common.collect.CollectEntry;
import tributary.common.kafka.FileId;

/**
 * What is the same for all events of a stream.
 *
 * @param id of the content
 * @param path of the file while it is read
 * @param entry the settings, which the topic and the fields are part of
 */
public record StreamOrigin(FileId id, String path, CollectEntry entry) {}
