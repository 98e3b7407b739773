/** Programs that write logs, as a test needs them: paced, numbered, rotated. */
package tributary.support.load;
