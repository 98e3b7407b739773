package tributary.console.status;

/**
 * Configuration that is not in force.
 *
 * @param by who says so: agents' ids, or the console itself if no agent follows the key
 */
record Rejection(String key, String error, String by) {}
