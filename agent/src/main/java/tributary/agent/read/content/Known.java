package tributary.agent.read.content;

import tributary.agent.discover.FileKey;
import tributary.agent.identify.Head;
import tributary.common.kafka.FileId;

/**
 * What the journal keeps of a content's identity.
 *
 * @param id its name, for ever
 * @param key of the file that holds it
 * @param head how it begins
 * @param path where it is, or was last
 * @param start offset at which reading began
 */
public record Known(FileId id, FileKey key, Head head, String path, long start) {}
