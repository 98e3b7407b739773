/**
 * Step 2 of 3. Takes a command from the servers, hands back a child process that can be signalled
 * and that never outlives its parent.
 */
package tributary.stack.process;
