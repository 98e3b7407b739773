/**
 * The console's narrow ways to etcd, Kafka and Elasticsearch: few calls, each with a time-out, each
 * failure as one sentence that says what is wrong and what to do.
 */
package tributary.console.servers;
