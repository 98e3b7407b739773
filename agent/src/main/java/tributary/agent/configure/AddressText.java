package tributary.agent.configure;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as {@code ip address} shows it, and so as an operator writes it into a key: IPv6 with
 * its longest run of zeros left out (RFC 5952), without the interface that Java adds.
 */
final class AddressText {
  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?:$|:)");

  private AddressText() {}

  /** The text of {@code address}. */
  static String of(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return shortened(scope < 0 ? text : text.substring(0, scope));
  }

  private static String shortened(String text) {
    int start = 0;
    int end = 0;
    Matcher run = ZEROS.matcher(text);
    while (run.find()) {
      if (run.end() - run.start() > end - start) {
        start = run.start();
        end = run.end();
      }
    }
    return end == 0 ? text : text.substring(0, start) + "::" + text.substring(end);
  }
}
