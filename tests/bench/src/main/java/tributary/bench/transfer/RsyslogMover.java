package tributary.bench.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** rsyslog, imkafka to omelasticsearch (Debian packages rsyslog, -kafka and -elasticsearch). */
final class RsyslogMover implements Mover {
  private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");
  private static final Path LIBRARIES = Path.of("/usr/lib");

  @Override
  public String name() {
    return "rsyslog";
  }

  @Override
  public boolean available() {
    try (var files = Files.walk(LIBRARIES, 3)) {
      return Files.isExecutable(PROGRAM)
          && files.anyMatch(file -> file.endsWith("rsyslog/omelasticsearch.so"));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public List<String> command(Path folder, Route route) throws IOException {
    String[] server = route.elasticsearch().substring("http://".length()).split(":", 2);
    Path settings =
        Files.writeString(
            folder.resolve("rsyslog.conf"),
            """
            global(workDirectory="%s" maxMessageSize="256k" \
            parser.escapeControlCharactersOnReceive="off")
            module(load="imkafka")
            module(load="omelasticsearch")
            template(name="doc" type="list" option.jsonf="on") {
             property(outname="@timestamp" name="timegenerated" dateFormat="rfc3339" format="jsonf")
             property(outname="host.name" name="hostname" format="jsonf")
             property(outname="message" name="msg" format="jsonf")
            }
            input(type="imkafka" broker="%s" topic="%s" consumergroup="%s" ruleset="e" \
            parseHostname="off" confParam=["auto.offset.reset=earliest"])
            ruleset(name="e" queue.type="FixedArray" queue.size="200000" \
            queue.dequeueBatchSize="5000" queue.workerThreads="2") {
             action(type="omelasticsearch" server="%s" serverport="%s" template="doc" \
            searchIndex="%s" searchType="" bulkmode="on" maxbytes="8m")
            }
            """
                .formatted(
                    folder,
                    route.broker(),
                    route.topic(),
                    route.group(),
                    server[0],
                    server[1],
                    route.topic()));
    return List.of(
        PROGRAM.toString(), "-n", "-f", settings.toString(), "-i", folder + "/rsyslog.pid");
  }
}
