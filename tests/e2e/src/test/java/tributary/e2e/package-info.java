/** The built jars as processes against a real etcd, Kafka and Elasticsearch. */
package tributary.e2e;
