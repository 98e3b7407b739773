package tributary.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.utils.Time;
import tributary.common.kafka.Brokers;
import tributary.common.kafka.KafkaSettings;

/** Sends under a producer id that isn't its own. Thread: the test's. */
final class RogueProducer {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final short LAST_BY_NAME = 12;

  private final String bootstrap;

  RogueProducer(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Sends one record to the topic's first partition, as the id's first under that epoch. */
  void send(String topic, long producerId, short epoch, String text) throws Exception {
    MemoryRecords records =
        MemoryRecords.withIdempotentRecords(
            Compression.NONE, producerId, epoch, 0, new SimpleRecord(text.getBytes(UTF_8)));
    var partition = new PartitionProduceData().setIndex(0).setRecords(records);
    var data = new TopicProduceData().setName(topic).setPartitionData(List.of(partition));
    ProduceRequestData request =
        new ProduceRequestData()
            .setAcks((short) -1)
            .setTimeoutMs(TIMEOUT_MILLIS)
            .setTopicData(new TopicProduceDataCollection(List.of(data).iterator()));
    var builder = new ProduceRequest.Builder((short) 3, LAST_BY_NAME, request);
    CompletableFuture<ClientResponse> answer = new CompletableFuture<>();
    KafkaSettings settings = new KafkaSettings(Map.of("bootstrap.servers", bootstrap));
    try (Brokers brokers = new KafkaNetwork(settings, Time.SYSTEM).make().brokers()) {
      Node node = brokers.any(Time.SYSTEM.milliseconds());
      while (!brokers.ready(node, Time.SYSTEM.milliseconds())) {
        brokers.poll(10, Time.SYSTEM.milliseconds());
      }
      brokers.send(node, builder, Time.SYSTEM.milliseconds(), answer::complete);
      while (!answer.isDone()) {
        brokers.poll(10, Time.SYSTEM.milliseconds());
      }
    }
    var response = (ProduceResponse) answer.get().responseBody();
    short error =
        response.data().responses().iterator().next().partitionResponses().get(0).errorCode();
    if (error != Errors.NONE.code()) {
      throw new AssertionError(Errors.forCode(error).toString());
    }
  }
}
