/**
 * Step 3 of 7: identity. Takes files that were found from discover, decides which known content
 * each of them holds, if any, and hands that to read. Decisions only: the bytes are read by others.
 */
package tributary.agent.identify;
