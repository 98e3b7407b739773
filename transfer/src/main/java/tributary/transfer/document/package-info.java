/**
 * Step 2 of 5. Takes a record from the consumer's thread, hands the bytes of its document, with the
 * id and the index that follow from the record alone, to bulk.
 */
package tributary.transfer.document;
