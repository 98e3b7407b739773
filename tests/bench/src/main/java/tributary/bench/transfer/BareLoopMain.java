package tributary.bench.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The least that moves records: a consumer, documents whose fields are made up but for message,
 * partition and offset (so that Elasticsearch has the same work with them), four connections that
 * post, and post again what was refused whole, with no look at single documents. It loses and
 * repeats whatever else goes wrong, and handles only text that JSON takes as it is.
 */
public final class BareLoopMain {
  private static final int CONNECTIONS = 4;
  private static final int BODY = 2 * 1024 * 1024;
  private static final int QUEUED = 2;
  private static final byte[] FIELDS =
      ("{\"@timestamp\":\"2026-11-21T08:00:00.123Z\",\"topic\":\"bench\","
              + "\"host\":{\"name\":\"web-17\"},\"log\":{\"file\":"
              + "{\"path\":\"/var/log/nginx/access.log\",\"id\":\"dc1h9zkq4t7m2x8v5b3n\"},"
              + "\"offset\":1024000,\"end\":1024193,\"bytes\":192},\"kafka\":{\"partition\":")
          .getBytes(ISO_8859_1);
  private static final byte[] MESSAGE = "},\"message\":\"".getBytes(ISO_8859_1);

  private final String topic;
  private final URI elasticsearch;
  private final boolean ids;
  private final BlockingQueue<byte[]> bodies = new ArrayBlockingQueue<>(QUEUED);

  private BareLoopMain(String topic, URI elasticsearch, boolean ids) {
    this.topic = topic;
    this.elasticsearch = elasticsearch;
    this.ids = ids;
  }

  /** Broker, topic, group, address, and whether documents have ids. Goes on until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    BareLoopMain loop =
        new BareLoopMain(args[1], URI.create(args[3]), Boolean.parseBoolean(args[4]));
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread thread = new Thread(loop::post);
      thread.setDaemon(true);
      thread.start();
    }
    loop.consume(args[0], args[2]);
  }

  private void consume(String broker, String group) throws InterruptedException {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker,
            "group.id",
            group,
            "auto.offset.reset",
            "earliest",
            "max.poll.records",
            5000,
            "enable.auto.commit",
            false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      ByteArrayOutputStream body = new ByteArrayOutputStream(BODY);
      while (true) {
        var records = consumer.poll(Duration.ofMillis(100));
        for (ConsumerRecord<byte[], byte[]> record : records) {
          write(record, body);
          if (body.size() > BODY - 4096) {
            bodies.put(body.toByteArray());
            body.reset();
          }
        }
        if (records.isEmpty() && body.size() > 0) {
          bodies.put(body.toByteArray());
          body.reset();
        }
      }
    }
  }

  private void write(ConsumerRecord<byte[], byte[]> record, ByteArrayOutputStream body) {
    String action =
        ids
            ? "{\"create\":{\"_id\":\""
                + record.topic()
                + '-'
                + record.partition()
                + '-'
                + record.offset()
                + "\"}}\n"
            : "{\"create\":{}}\n";
    body.writeBytes(action.getBytes(ISO_8859_1));
    body.writeBytes(FIELDS);
    String place = record.partition() + ",\"offset\":" + record.offset();
    body.writeBytes(place.getBytes(ISO_8859_1));
    body.writeBytes(MESSAGE);
    int from = 0;
    byte[] value = record.value();
    for (int at = 0; at < value.length; at++) {
      if (value[at] == '"' || value[at] == '\\') {
        body.write(value, from, at - from);
        body.write('\\');
        from = at;
      }
    }
    body.write(value, from, value.length - from);
    body.write('"');
    body.write('}');
    body.write('\n');
  }

  private void post() {
    try (Socket socket = new Socket(elasticsearch.getHost(), elasticsearch.getPort());
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      String head =
          "POST /%s/_bulk?filter_path=errors HTTP/1.1\r\nhost: x\r\n".formatted(topic)
              + "content-type: application/x-ndjson\r\ncontent-length: ";
      while (true) {
        byte[] body = bodies.take();
        boolean taken = false;
        while (!taken) {
          socket.getOutputStream().write((head + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
          socket.getOutputStream().write(body);
          HttpHead answer = HttpHead.read(in);
          answer.skipBody(in);
          taken = answer.start().contains(" 200 ");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
