/**
 * Step 3 of 3. Takes fetched programs and child processes, hands a real etcd, Kafka and
 * Elasticsearch to tests and to the local box.
 */
package tributary.stack;
