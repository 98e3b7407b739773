package tributary.agent.read;

import java.util.Optional;

/**
 * Where one content stands.
 *
 * @param path where it is, or was last
 * @param id its file id
 * @param size bytes that are known of it
 * @param read offset up to which events were handed over
 * @param acknowledged offset up to which all is acknowledged
 * @param rotated whether it is held because it was renamed or deleted
 * @param waiting why it does not go on, if so
 */
public record ReadStatus(
    String path,
    String id,
    long size,
    long read,
    long acknowledged,
    boolean rotated,
    Optional<String> waiting) {}
