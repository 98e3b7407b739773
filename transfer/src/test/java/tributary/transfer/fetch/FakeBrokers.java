package tributary.transfer.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.FetchResponseData.EpochEndOffset;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.RequestHeader;
import tributary.common.kafka.Brokers;

/**
 * Brokers that answer fetches as Kafka's do, in sessions, over the real form on the wire. What a
 * test wants otherwise it puts into {@link #next}. Thread: the test's.
 */
final class FakeBrokers implements Brokers {
  static final List<Node> NODES =
      List.of(new Node(0, "a", 1), new Node(1, "b", 1), new Node(2, "c", 1));

  final Map<TopicPartition, FakeLog> logs = new HashMap<>();

  /** What becomes of the next answers, one after the other. */
  final Queue<Consumer<Answer>> next = new ArrayDeque<>();

  final List<FetchRequest> requests = new ArrayList<>();
  final List<Node> asked = new ArrayList<>();
  AuthenticationException refusal;

  /** Nothing comes while it is set. */
  boolean silent;

  short version = ApiKeys.FETCH.latestVersion();
  private final Random random;
  private final List<Runnable> coming = new ArrayList<>();
  private final Map<Integer, Session> sessions = new HashMap<>();
  private int sessionCount;
  private long now = 1_000;

  FakeBrokers(Random random) {
    this.random = random;
  }

  /** An answer before it is sent. */
  static final class Answer {
    Errors error = Errors.NONE;
    int throttle;
    boolean cut;
    UnsupportedVersionException mismatch;
    AuthenticationException notLetIn;
    final LinkedHashMap<TopicIdPartition, PartitionData> partitions = new LinkedHashMap<>();
    final List<Node> endpoints = new ArrayList<>();

    PartitionData of(TopicPartition partition) {
      return partitions.entrySet().stream()
          .filter(each -> each.getKey().topicPartition().equals(partition))
          .findFirst()
          .orElseThrow()
          .getValue();
    }

    /** Only an error for that partition. */
    void fail(TopicPartition partition, Errors failure) {
      partitions.replaceAll(
          (id, data) ->
              id.topicPartition().equals(partition)
                  ? FetchResponse.partitionResponse(partition.partition(), failure)
                  : data);
    }
  }

  private static final class Session {
    private final int id;
    private int epoch;
    private final LinkedHashMap<TopicIdPartition, FetchRequest.PartitionData> partitions =
        new LinkedHashMap<>();

    Session(int id) {
      this.id = id;
    }
  }

  long now() {
    return now;
  }

  void advance(long millis) {
    now += millis;
  }

  /** The brokers have forgotten all sessions. */
  void forgetSessions() {
    sessions.clear();
  }

  /** Comes with a later poll. */
  void later(Runnable what) {
    coming.add(what);
  }

  @Override
  public boolean ready(Node broker, long at) {
    return refusal == null;
  }

  @Override
  public long delay(Node broker, long at) {
    return 10;
  }

  @Override
  public AuthenticationException refusal(Node broker) {
    return refusal;
  }

  @Override
  public Node any(long at) {
    return NODES.get(0);
  }

  @Override
  public void poll(long timeout, long at) {
    if (silent || coming.isEmpty()) {
      now += Math.max(1, timeout);
    } else {
      now += 5;
      coming.remove(random.nextInt(coming.size())).run();
    }
  }

  @Override
  public void wakeup() {}

  @Override
  public void close() {}

  @Override
  public void send(
      Node broker, AbstractRequest.Builder<?> request, long at, RequestCompletionHandler handler) {
    short used = (short) Math.min(version, request.latestAllowedVersion());
    FetchRequest fetch = (FetchRequest) request.build(used);
    requests.add(fetch);
    asked.add(broker);
    later(() -> handler.onComplete(answer(broker, fetch)));
  }

  private ClientResponse answer(Node broker, FetchRequest request) {
    Answer answer = new Answer();
    Map<Uuid, String> names = new HashMap<>();
    logs.forEach((partition, log) -> names.put(log.topicId, partition.topic()));
    Session session = session(broker, request, names, answer);
    if (answer.error == Errors.NONE) {
      boolean full = request.metadata().isFull();
      session.partitions.forEach(
          (id, wanted) -> {
            PartitionData data = read(broker, id, wanted);
            boolean tells = data.errorCode() != 0 || data.records().sizeInBytes() > 0;
            if (full || tells || data.divergingEpoch().epoch() >= 0) {
              answer.partitions.put(id, data);
            }
          });
    }
    Consumer<Answer> fault = next.poll();
    if (fault != null) {
      fault.accept(answer);
    }
    return response(broker, request, session, answer);
  }

  private ClientResponse response(
      Node broker, FetchRequest request, Session session, Answer answer) {
    boolean comes = !answer.cut && answer.mismatch == null && answer.notLetIn == null;
    FetchResponse response =
        FetchResponse.of(
            answer.error,
            answer.throttle,
            session == null ? 0 : session.id,
            answer.partitions,
            answer.endpoints);
    return new ClientResponse(
        new RequestHeader(ApiKeys.FETCH, request.version(), "test", 1),
        null,
        broker.idString(),
        now,
        now,
        !comes && answer.mismatch == null,
        answer.mismatch,
        answer.notLetIn,
        comes ? overTheWire(response, request.version()) : null);
  }

  private static FetchResponse overTheWire(FetchResponse response, short version) {
    ByteBufferAccessor bytes = MessageUtil.toByteBufferAccessor(response.data(), version);
    return FetchResponse.parse(new ByteBufferAccessor(bytes.buffer()), version);
  }

  /** As the broker's {@code FetchManager} does. */
  private Session session(
      Node broker, FetchRequest request, Map<Uuid, String> names, Answer answer) {
    Session session = sessions.get(broker.id());
    if (request.metadata().isFull()) {
      session = new Session(++sessionCount);
      sessions.put(broker.id(), session);
      session.epoch = 1;
    } else if (session == null || session.id != request.metadata().sessionId()) {
      answer.error = Errors.FETCH_SESSION_ID_NOT_FOUND;
      return null;
    } else if (session.epoch != request.metadata().epoch()) {
      answer.error = Errors.INVALID_FETCH_SESSION_EPOCH;
      return session;
    } else {
      session.epoch++;
    }
    for (TopicIdPartition gone : request.forgottenTopics(names)) {
      session
          .partitions
          .keySet()
          .removeIf(
              id ->
                  id.partition() == gone.partition()
                      && (id.topicId().equals(gone.topicId())
                          || (id.topic() != null && id.topic().equals(gone.topic()))));
    }
    session.partitions.putAll(request.fetchData(names));
    return session;
  }

  private PartitionData read(Node broker, TopicIdPartition id, FetchRequest.PartitionData wanted) {
    if (id.topic() == null) {
      return error(id, Errors.UNKNOWN_TOPIC_ID);
    }
    FakeLog log = logs.get(id.topicPartition());
    if (log == null) {
      return error(id, Errors.UNKNOWN_TOPIC_OR_PARTITION);
    }
    if (log.leader.id() != broker.id()) {
      return error(id, Errors.NOT_LEADER_OR_FOLLOWER);
    }
    int epoch = wanted.currentLeaderEpoch.orElse(log.epoch);
    if (epoch != log.epoch) {
      return error(
          id, epoch < log.epoch ? Errors.FENCED_LEADER_EPOCH : Errors.UNKNOWN_LEADER_EPOCH);
    }
    if (wanted.lastFetchedEpoch.isPresent()
        && log.endOf(wanted.lastFetchedEpoch.get()) < wanted.fetchOffset) {
      return error(id, Errors.NONE)
          .setDivergingEpoch(
              new EpochEndOffset()
                  .setEpoch(log.epoch)
                  .setEndOffset(log.endOf(wanted.lastFetchedEpoch.get())));
    }
    if (wanted.fetchOffset < log.begin() || wanted.fetchOffset > log.end()) {
      return error(id, Errors.OFFSET_OUT_OF_RANGE);
    }
    return error(id, Errors.NONE)
        .setHighWatermark(log.end())
        .setRecords(log.read(wanted.fetchOffset, wanted.maxBytes));
  }

  private static PartitionData error(TopicIdPartition id, Errors error) {
    return FetchResponse.partitionResponse(id, error);
  }
}
