/**
 * The word {@code status}: what runs, how far lines have come, and what is refused. Takes answers
 * of etcd, Kafka, Elasticsearch and the agents, hands a {@link
 * tributary.console.status.StatusReport} to the terminal as text or JSON.
 */
package tributary.console.status;
