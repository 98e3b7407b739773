package tributary.agent.discover;

import java.nio.file.Path;
import tributary.common.collect.CollectEntry;

/**
 * A file that an entry matches, as it was at one look.
 *
 * @param path as the entry has it, links not resolved
 * @param key which file that is
 * @param size in bytes
 * @param modified when, in milliseconds since 1970
 * @param entry the first that matches it
 */
public record FoundFile(Path path, FileKey key, long size, long modified, CollectEntry entry) {}
