package tributary.console.servers;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, as an agent takes it for its id. */
final class HostName {

  private HostName() {}

  /** The host name; "localhost" if the system has none. */
  static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A name that no resolver knows is in the message: "NAME: Name or service not known".
      String message = String.valueOf(e.getMessage());
      int colon = message.indexOf(": ");
      return colon > 0 ? message.substring(0, colon) : "localhost";
    }
  }
}
