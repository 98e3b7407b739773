/**
 * Step 4 of 7: reading. Takes identified files from identify, hands chunks of bytes, each verified
 * to follow what was read before, to frame, and keeps the positions: how far a content was read,
 * sent and acknowledged. {@code open} opens its files, {@code content} keeps its positions; in here
 * stand the reader's thread ({@link tributary.agent.read.Reader}) and what it decides: which file
 * comes in, which content it holds, whose turn it is, and when a file is let go.
 */
package tributary.agent.read;
