/**
 * What is known of one content, whether or not a file is open for it: how far it was read, handed
 * over and acknowledged, under which seams and limit, and what of it has to outlive the process
 * ({@link tributary.agent.read.content.Ledger}). Nothing in here opens a file.
 */
package tributary.agent.read.content;
