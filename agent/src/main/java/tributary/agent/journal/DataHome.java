package tributary.agent.journal;

import java.nio.file.Path;

/**
 * Where the agent keeps its memory.
 *
 * @param folder the data folder
 * @param host on which it runs now
 */
public record DataHome(Path folder, HostIdentity host) {}
