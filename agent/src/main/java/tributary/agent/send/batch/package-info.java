/**
 * Record batches of Kafka's format v2, written by us: lines go from the read buffer into the open
 * batch without an object for each, are compressed block by block, and lie in buffers of one
 * bounded pool. The format is Kafka's "Record Batch" and "Record" (kafka.apache.org, message
 * format); the codecs are those of kafka-clients.
 */
package tributary.agent.send.batch;
