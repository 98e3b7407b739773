/**
 * Step 1 of 5. Takes records from Kafka, hands them to the worker of their partition; takes the
 * offsets to commit back as values.
 */
package tributary.transfer.consume;
