/**
 * What each program serves: {@code /healthz}, {@code /readyz}, {@code /metrics}, {@code /status}.
 */
package tributary.common.http;
