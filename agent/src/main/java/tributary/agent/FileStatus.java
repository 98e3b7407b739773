package tributary.agent;

import java.util.Optional;

/**
 * Where one content stands, for {@code /status}.
 *
 * @param path where it is, or was last
 * @param id its file id
 * @param size bytes that are known of it
 * @param read offset up to which events were handed to the sender
 * @param acked offset up to which Kafka has acknowledged everything
 * @param behind bytes that are there and not acknowledged
 * @param state one word: reading, waiting, rotated, closed, error
 * @param error why it does not go on, if so
 */
public record FileStatus(
    String path,
    String id,
    long size,
    long read,
    long acked,
    long behind,
    String state,
    Optional<String> error) {}
