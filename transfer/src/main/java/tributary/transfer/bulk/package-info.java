/**
 * Step 3 of 5. Takes documents from the workers, hands each one's settlement back: indexed, already
 * there, or refused, which goes on to deadletter.
 */
package tributary.transfer.bulk;
