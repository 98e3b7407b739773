/**
 * Settings of the three programs: a HOCON file over the module's {@code reference.conf}, read into
 * records. Every problem of a file is found in one go, and names file, line and key.
 */
package tributary.common.settings;
