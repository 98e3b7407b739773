package tributary.agent.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.BatchIndexAndErrorMessage;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.BaseRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;
import tributary.common.kafka.Brokers;

/**
 * A broker that keeps what it is sent as Kafka does, and answers with every error there is, before
 * or after it has written. Answers come in any order. Thread: the test's.
 */
final class FakeBrokers implements Brokers {
  private static final Errors[] BEFORE = {
    Errors.NOT_LEADER_OR_FOLLOWER,
    Errors.LEADER_NOT_AVAILABLE,
    Errors.NOT_ENOUGH_REPLICAS,
    Errors.CORRUPT_MESSAGE,
    Errors.FENCED_LEADER_EPOCH,
    Errors.UNKNOWN_LEADER_EPOCH,
    Errors.UNKNOWN_TOPIC_OR_PARTITION,
    Errors.UNKNOWN_TOPIC_ID,
    Errors.INCONSISTENT_TOPIC_ID,
    Errors.THROTTLING_QUOTA_EXCEEDED,
    Errors.KAFKA_STORAGE_ERROR,
  };
  private static final Errors[] AFTER = {
    Errors.REQUEST_TIMED_OUT,
    Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
    Errors.KAFKA_STORAGE_ERROR,
    Errors.UNKNOWN_SERVER_ERROR,
  };
  private static final Errors[] IDENTITY = {
    Errors.OUT_OF_ORDER_SEQUENCE_NUMBER,
    Errors.UNKNOWN_PRODUCER_ID,
    Errors.INVALID_PRODUCER_EPOCH,
    Errors.PRODUCER_FENCED,
    Errors.INVALID_PRODUCER_ID_MAPPING,
  };

  final Map<TopicPartition, FakePartition> partitions = new HashMap<>();
  final Map<Errors, Integer> given = new EnumMap<>(Errors.class);
  final Map<Uuid, String> topicsById = new HashMap<>();
  private final Random random;
  private final List<Runnable> answers = new ArrayList<>();
  private long now = 1_000_000;
  private long nextProducer = 1;
  private boolean faults = true;

  FakeBrokers(Random random) {
    this.random = random;
  }

  long now() {
    return now;
  }

  /** From now on all is well. */
  void heal() {
    faults = false;
  }

  @Override
  public boolean ready(Node broker, long at) {
    return !faults || random.nextInt(10) > 0;
  }

  @Override
  public long delay(Node broker, long at) {
    return 10;
  }

  @Override
  public AuthenticationException refusal(Node broker) {
    return null;
  }

  @Override
  public Node any(long at) {
    return new Node(1, "localhost", 1);
  }

  @Override
  public void poll(long timeout, long at) {
    if (answers.isEmpty()) {
      now += Math.max(1, timeout);
      return;
    }
    now += random.nextInt(3);
    answers.remove(random.nextInt(answers.size())).run();
  }

  @Override
  public void wakeup() {}

  @Override
  public void close() {}

  @Override
  public void send(
      Node broker, AbstractRequest.Builder<?> request, long at, RequestCompletionHandler handler) {
    AbstractRequest built = request.build(request.latestAllowedVersion());
    if (!(built instanceof ProduceRequest produce)) {
      answers.add(() -> handler.onComplete(response(built, producerId(), null, null)));
      return;
    }
    if (faults && random.nextInt(400) == 0) {
      throw new IllegalStateException("injected: it is neither sent nor answered");
    }
    if (faults && random.nextInt(40) == 0) {
      answers.add(
          () ->
              handler.onComplete(
                  response(built, null, new UnsupportedVersionException("too old"), null)));
      return;
    }
    boolean cutBefore = faults && random.nextInt(25) == 0;
    boolean cutAfter = faults && random.nextInt(25) == 0;
    AbstractResponse answer = cutBefore ? null : produce(produce, cutAfter);
    AuthenticationException out =
        cutBefore && random.nextBoolean() ? new SaslAuthenticationException("expired") : null;
    answers.add(() -> handler.onComplete(response(built, cutAfter ? null : answer, null, out)));
  }

  private ClientResponse response(
      AbstractRequest request,
      AbstractResponse body,
      UnsupportedVersionException mismatch,
      AuthenticationException notLetIn) {
    return new ClientResponse(
        new RequestHeader(ApiKeys.PRODUCE, request.version(), "test", 1),
        null,
        "1",
        now,
        now,
        body == null && mismatch == null,
        mismatch,
        notLetIn,
        body);
  }

  private AbstractResponse producerId() {
    InitProducerIdResponseData data = new InitProducerIdResponseData();
    return faults && random.nextInt(3) == 0
        ? new InitProducerIdResponse(data.setErrorCode(Errors.NOT_COORDINATOR.code()))
        : new InitProducerIdResponse(
            data.setProducerId(nextProducer++).setProducerEpoch((short) 0));
  }

  private AbstractResponse produce(ProduceRequest request, boolean cutAfter) {
    ProduceResponseData data = new ProduceResponseData();
    request
        .data()
        .topicData()
        .forEach(
            topic -> {
              TopicProduceResponse answer = new TopicProduceResponse().setTopicId(topic.topicId());
              String name = request.version() > 12 ? topicsById.get(topic.topicId()) : topic.name();
              answer.setName(request.version() > 12 ? "" : name);
              for (PartitionProduceData each : topic.partitionData()) {
                FakePartition partition =
                    partitions.computeIfAbsent(
                        new TopicPartition(name, each.index()), p -> new FakePartition());
                PartitionProduceResponse one = partition(partition, each);
                partition.open |= cutAfter;
                answer.partitionResponses().add(one);
              }
              data.responses().add(answer);
            });
    return new ProduceResponse(data);
  }

  private PartitionProduceResponse partition(FakePartition partition, PartitionProduceData data) {
    PartitionProduceResponse answer = new PartitionProduceResponse().setIndex(data.index());
    MemoryRecords records = MemoryRecords.readableRecords(bytes(data.records()));
    RecordBatch batch = records.batches().iterator().next();
    batch.ensureValid();
    List<String> values = new ArrayList<>();
    records.records().forEach(r -> values.add(StandardCharsets.UTF_8.decode(r.value()).toString()));
    Errors error = before(partition, values.size(), answer);
    if (error == Errors.NONE) {
      error = partition.append(batch, values);
      partition.open = false;
      if (faults && error == Errors.NONE && random.nextInt(8) == 0) {
        error = one(AFTER);
        partition.open = true;
      }
    }
    given.merge(error, 1, Integer::sum);
    return answer.setErrorCode(error.code());
  }

  /** An error before anything is written; those that end a stamp only while nothing is open. */
  private Errors before(FakePartition partition, int count, PartitionProduceResponse answer) {
    if (!faults || random.nextInt(3) > 0) {
      return Errors.NONE;
    }
    int kind = partition.open ? 0 : random.nextInt(5);
    return switch (kind) {
      case 1 -> one(IDENTITY);
      case 2 -> random.nextBoolean() ? Errors.MESSAGE_TOO_LARGE : Errors.RECORD_LIST_TOO_LARGE;
      case 3 -> {
        Set<Integer> named = new HashSet<>();
        named.add(random.nextInt(count));
        named.add(random.nextInt(count) / 2);
        named.forEach(
            index ->
                answer
                    .recordErrors()
                    .add(
                        new BatchIndexAndErrorMessage()
                            .setBatchIndex(index)
                            .setBatchIndexErrorMessage("no good")));
        yield random.nextBoolean() ? Errors.INVALID_RECORD : Errors.INVALID_TIMESTAMP;
      }
      case 4 -> random.nextInt(4) == 0 ? Errors.TOPIC_AUTHORIZATION_FAILED : Errors.NONE;
      default -> one(BEFORE);
    };
  }

  private Errors one(Errors[] of) {
    return of[random.nextInt(of.length)];
  }

  /** As they go into a channel that takes little at a time. */
  private ByteBuffer bytes(BaseRecords records) {
    LittleChannel channel = new LittleChannel(records.sizeInBytes(), random);
    var send = records.toSend();
    try {
      while (!send.completed()) {
        send.writeTo(channel);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return channel.written();
  }
}
