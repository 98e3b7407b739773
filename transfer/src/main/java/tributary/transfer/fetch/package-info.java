/**
 * Serves step 1 of 5: fetches record batches from the brokers and hands them to the consumer as
 * they are stored, checked but not read. Nothing of it knows what a record holds.
 */
package tributary.transfer.fetch;
