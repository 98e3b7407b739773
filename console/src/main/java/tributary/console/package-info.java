/**
 * The console: the admin's program. Takes words from the command line ({@code collect}, {@code
 * status}, {@code search}), each a package of its own that asks servers (package {@code servers})
 * and agents (package {@code agents}), and hands text or JSON to the terminal (package {@code
 * text}). Start at {@link tributary.console.ConsoleMain}.
 */
package tributary.console;
