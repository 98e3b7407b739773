/**
 * Opens files for the reader, away from its thread: only what the rules allow and what was found,
 * unpacked if it is compressed. What comes out is an {@link tributary.agent.read.open.OpenFile}.
 */
package tributary.agent.read.open;
