/**
 * How answers look on a terminal: tables, ages, counts. For all words of the console; knows none of
 * them.
 */
package tributary.console.text;
