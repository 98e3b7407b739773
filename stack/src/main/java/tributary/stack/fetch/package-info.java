/**
 * Step 1 of 3. Takes what Maven laid into stack/servers/target, what the PATH and the package
 * registries hold, hands whole programs to the servers: Kafka's jars, Elasticsearch's folder, etcd.
 * Everything is kept below the project's target folders.
 */
package tributary.stack.fetch;
