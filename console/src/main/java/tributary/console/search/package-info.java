/**
 * The word {@code search}: finds collected lines again. Takes words and filters from the command
 * line, asks the indices that the transfer made, hands lines of text or JSON to the terminal.
 */
package tributary.console.search;
