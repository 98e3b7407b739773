package tributary.console.agents;

import java.util.Optional;

/**
 * Where an agent stands with one of the keys that it follows.
 *
 * @param revision of the value that it applied last; 0 if it applied none
 * @param error why it did not take the newest value, if so
 */
public record KeyState(String key, long revision, Optional<String> error) {}
