/**
 * Elasticsearch's settings and connection. Its client is an optional dependency of this module:
 * programs that use this package (transfer, console) name it themselves, the agent goes without.
 */
package tributary.common.elastic;
