package tributary.agent.send;

import tributary.agent.send.batch.BatchCodec;
import tributary.common.kafka.Brokers;

/**
 * What the settings of Kafka's client come to.
 *
 * @param brokers the connections
 * @param cluster what is known through them
 * @param counts the same, for those who ask for topics
 * @param codec that batches are compressed with
 */
record Network(Brokers brokers, ClusterView cluster, PartitionCounts counts, BatchCodec codec) {}
