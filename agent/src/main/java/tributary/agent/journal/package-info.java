/**
 * Step 7 of 7: the agent's only memory of files. Takes what has to survive a crash from the other
 * steps, through interfaces of theirs, and writes it to one append-only file.
 */
package tributary.agent.journal;
