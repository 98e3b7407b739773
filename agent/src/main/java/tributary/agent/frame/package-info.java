/**
 * Step 5 of 7: framing. Takes verified bytes from read, makes events of them (lines, decoded,
 * filtered, long ones in parts), and hands them to send.
 */
package tributary.agent.frame;
