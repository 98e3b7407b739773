package tributary.transfer.bulk;

import java.time.Duration;

/**
 * How documents are sent.
 *
 * @param maxDocs documents of one request
 * @param maxBytes bytes of one request; a greater document goes alone
 * @param linger how long a document waits for others
 * @param inFlight requests at a time at most
 * @param retryFirst the first wait before something is tried again
 * @param retryMax the longest such wait
 */
public record BulkSettings(
    int maxDocs,
    long maxBytes,
    Duration linger,
    int inFlight,
    Duration retryFirst,
    Duration retryMax) {}
