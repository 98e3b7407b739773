package tributary.transfer;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tributary.transfer.bulk.BulkStatus;
import tributary.transfer.bulk.Latency;
import tributary.transfer.consume.PartitionStatus;

/**
 * What {@code /status} says.
 *
 * @param id of this transfer
 * @param version of the program
 * @param started when, ISO 8601
 * @param problems what doesn't work now, in words
 * @param crashes what threw though all partitions need it, how often, and what; it goes on
 * @param topics the topics that are consumed, with the index of each
 * @param topicProblems those that aren't, with the reason
 * @param partitions the partitions that are assigned to this transfer
 * @param elasticsearch how bulk stands
 * @param searchable how long the lines of each topic took in the last five minutes, seconds
 */
record TransferStatus(
    String id,
    String version,
    String started,
    List<String> problems,
    Map<String, String> crashes,
    Map<String, String> topics,
    SortedMap<String, String> topicProblems,
    List<PartitionStatus> partitions,
    BulkStatus elasticsearch,
    SortedMap<String, Latency> searchable) {}
