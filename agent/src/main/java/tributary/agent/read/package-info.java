/**
 * Step 4 of 7: reading. Takes identified files from identify, hands chunks of bytes, each verified
 * to follow what was read before, to frame, and keeps the positions: how far a content was read,
 * sent and acknowledged.
 */
package tributary.agent.read;
