/** A server's bad days: proxies before Elasticsearch and Kafka that do what networks do. */
package tributary.support.faults;
