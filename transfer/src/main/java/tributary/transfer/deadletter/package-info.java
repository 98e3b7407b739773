/**
 * Step 5 of 5. Takes records that no index accepts, hands them to the topic {@code <topic>.dead}.
 */
package tributary.transfer.deadletter;
