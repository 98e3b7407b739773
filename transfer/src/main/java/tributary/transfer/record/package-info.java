/**
 * Between steps 1 and 2 of 5: record batches as the broker has sent them, and the records in them,
 * read in place. Knows neither where batches come from nor what becomes of their records.
 */
package tributary.transfer.record;
