/** A server's bad days: a proxy between a client and Elasticsearch that does what networks do. */
package tributary.support.faults;
