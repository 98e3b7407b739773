/**
 * The local box: all of Tributary in the background on one machine, for trying it out. Takes the
 * servers of {@code tributary.stack} and the built programs, hands a person one word to start, look
 * at and end them.
 */
package tributary.stack.box;
