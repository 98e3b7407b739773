package tributary.bench.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** rsyslog, imfile to omkafka, tuned (Debian packages rsyslog and rsyslog-kafka). */
final class Rsyslog implements Shipper {
  private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");

  @Override
  public String name() {
    return "rsyslog";
  }

  @Override
  public boolean available() {
    return Files.isExecutable(PROGRAM);
  }

  @Override
  public List<String> command(Path folder, List<Path> files, Target target) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("rsyslog.conf"),
            """
            global(workDirectory="%s" maxMessageSize="256k" \
            parser.escapeControlCharactersOnReceive="off")
            main_queue(queue.type="FixedArray" queue.size="200000" \
            queue.dequeueBatchSize="16384" queue.workerThreads="1")
            module(load="imfile" mode="inotify")
            module(load="omkafka")
            template(name="raw" type="string" string="%%msg%%")
            %s
            ruleset(name="k" queue.type="Direct") {
             action(type="omkafka" broker=["%s"] topic="%s" template="raw" partitions.auto="on" \
            confParam=["compression.codec=%s","queue.buffering.max.messages=1000000",\
            "queue.buffering.max.kbytes=262144","queue.buffering.max.ms=20",\
            "batch.num.messages=10000","batch.size=1000000","message.max.bytes=1000000"] \
            topicConfParam=["request.required.acks=-1"] resubmitOnFailure="on" \
            keepFailedMessages="on" failedMsgFile="%s" closeTimeout="10000")
            }
            """
                .formatted(
                    folder,
                    files.stream().map(Rsyslog::input).collect(Collectors.joining()),
                    target.broker(),
                    target.topic(),
                    target.codec(),
                    folder.resolve("failed")));
    return List.of(
        PROGRAM.toString(), "-n", "-f", settings.toString(), "-i", folder + "/rsyslog.pid");
  }

  private static String input(Path file) {
    return """
    input(type="imfile" file="%s" tag="a" needparse="off" readTimeout="0" \
    maxSubmitAtOnce="1024" ruleset="k" addMetadata="off" \
    persistStateInterval="0" freshStartTail="off" escapeLF="off")
    """
        .formatted(file);
  }
}
