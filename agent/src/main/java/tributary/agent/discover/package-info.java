/**
 * Step 2 of 7: discovery. Takes the entries in force from configure, looks for the files that they
 * match, and hands snapshots of what is there to identify.
 */
package tributary.agent.discover;
