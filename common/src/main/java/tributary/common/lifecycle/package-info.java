/** How a program starts, checks itself, waits for servers and stops. */
package tributary.common.lifecycle;
