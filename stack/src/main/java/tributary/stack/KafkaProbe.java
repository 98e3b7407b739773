package tributary.stack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker which requests it knows, which it answers only when it serves clients. The request
 * is ApiVersions version 0 of Kafka's protocol guide, with an empty client id.
 */
record KafkaProbe(int port) {
  private static final int CONNECT_MILLIS = 500;
  private static final int READ_MILLIS = 3_000;
  private static final int API_VERSIONS = 18;
  private static final int CORRELATION = 1;

  boolean answers() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(Short.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES);
      out.writeShort(API_VERSIONS);
      out.writeShort(0);
      out.writeInt(CORRELATION);
      out.writeShort(0);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int length = in.readInt();
      int correlation = in.readInt();
      short error = in.readShort();
      return length > 0 && correlation == CORRELATION && error == 0;
    }
  }
}
