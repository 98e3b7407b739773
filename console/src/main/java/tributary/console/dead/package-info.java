/**
 * The word {@code dead}: what Elasticsearch has refused. Reads the topics of dead letters, which
 * hold all of them whole, tells what lies there, and puts letters through again into the topic that
 * they come from. The transfer marks a letter once its line is in its index.
 */
package tributary.console.dead;
