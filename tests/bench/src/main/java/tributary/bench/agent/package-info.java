/** What the agent costs, from file to Kafka, beside other shippers. */
package tributary.bench.agent;
