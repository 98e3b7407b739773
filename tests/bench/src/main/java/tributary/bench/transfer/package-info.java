/**
 * The whole transfer, Kafka to Elasticsearch, beside a bare loop that posts as little as can be and
 * rsyslog where it is installed: the same records, in turns.
 */
package tributary.bench.transfer;
