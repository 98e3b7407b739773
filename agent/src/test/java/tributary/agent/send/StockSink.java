package tributary.agent.send;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tributary.agent.frame.DeliveryListener;
import tributary.agent.frame.EventSink;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.frame.TopicState;
import tributary.common.kafka.EventHeaders;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.Span;

/** Kafka's own producer behind the same interface: the oracle for what the agent sends. */
final class StockSink implements EventSink, AutoCloseable {
  private final String host;
  private final Producer<byte[], byte[]> producer;

  /**
   * @param settings beside acks and idempotence
   */
  StockSink(String host, Map<String, Object> settings) {
    this.host = host;
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public EventStream open(StreamOrigin origin, DeliveryListener listener) {
    List<Header> constant =
        ConstantHeaders.of(host, origin.path(), origin.fields()).entrySet().stream()
            .<Header>map(header -> new RecordHeader(header.getKey(), header.getValue()))
            .toList();
    return new Stream(origin, listener, constant);
  }

  @Override
  public TopicState topic(String topic) {
    return new TopicState.Ready();
  }

  @Override
  public void close() {
    producer.close();
  }

  /** A record, a future and a callback for each event. */
  private final class Stream implements EventStream {
    private final StreamOrigin origin;
    private final DeliveryListener listener;
    private final List<Header> constant;

    private Stream(StreamOrigin origin, DeliveryListener listener, List<Header> constant) {
      this.origin = origin;
      this.listener = listener;
      this.constant = constant;
    }

    @Override
    public boolean offer(
        byte[] text,
        int offset,
        int length,
        long start,
        long end,
        EventPart part,
        long timestampMillis) {
      Span span = new Span(start, end);
      RecordHeaders headers = new RecordHeaders(constant);
      headers.add(EventHeaders.SPAN, span.bytes());
      if (part != null) {
        headers.add(EventHeaders.PART, part.bytes());
      }
      var unused =
          producer.send(
              new ProducerRecord<>(
                  origin.topic(),
                  null,
                  timestampMillis,
                  origin.id().key(),
                  Arrays.copyOfRange(text, offset, offset + length),
                  headers),
              (metadata, failure) -> {
                if (failure == null) {
                  listener.acknowledged(span, part != null && part.more());
                } else {
                  listener.refused(span, failure.getMessage());
                }
              });
      return true;
    }

    @Override
    public void close() {}
  }
}
