package tributary.transfer.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tributary.transfer.fetch.Fetches.A;
import static tributary.transfer.fetch.Fetches.B;

import java.nio.ByteBuffer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows from each answer that a broker can give, and from none. */
class FetcherTest {
  private static final String PROBLEM =
      "its answer can't be read: java.lang.IllegalStateException: injected";

  private final Fetches fetches = Fetches.ofTwo();

  @Test
  void batchesComeInOrderAsTheyAreStored() {
    fetches.log(A).append(3);
    fetches.log(A).gap(4);
    fetches.log(A).append(2);

    fetches.until(() -> fetches.count(A) == 5);

    assertThat(fetches.heard.values(A)).containsExactly(0L, 1L, 2L, 7L, 8L);
    assertThat(fetches.brokers.asked).containsOnly(FakeBrokers.NODES.get(0));
    assertThat(fetches.cluster.followed).containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @EnumSource(
      value = Errors.class,
      names = {
        "NOT_LEADER_OR_FOLLOWER",
        "LEADER_NOT_AVAILABLE",
        "REPLICA_NOT_AVAILABLE",
        "KAFKA_STORAGE_ERROR",
        "FENCED_LEADER_EPOCH",
        "UNKNOWN_LEADER_EPOCH",
        "OFFSET_NOT_AVAILABLE",
        "UNKNOWN_TOPIC_OR_PARTITION",
        "UNKNOWN_TOPIC_ID",
        "INCONSISTENT_TOPIC_ID"
      })
  @DisplayName("an error of the wrong broker, or of the wrong time: metadata anew, and again")
  void elsewhere(Errors error) {
    failsOnceThenGoesOn(error);
    assertThat(fetches.cluster.updates).isPositive();
  }

  @ParameterizedTest
  @EnumSource(
      value = Errors.class,
      names = {"UNKNOWN_SERVER_ERROR", "POLICY_VIOLATION", "UNSUPPORTED_COMPRESSION_TYPE"})
  @DisplayName("an error that says nothing, or that no one foresaw: again later, others go on")
  void later(Errors error) {
    failsOnceThenGoesOn(error);
  }

  private void failsOnceThenGoesOn(Errors error) {
    fetches.log(A).append(1);
    fetches.log(B).append(1);
    fetches.brokers.next.add(answer -> answer.fail(A, error));
    fetches.until(() -> fetches.count(B) == 1);
    assertThat(fetches.heard.values(A)).isEmpty();
    assertThat(fetches.fetcher.problem(A)).contains(error.message());

    fetches.until(() -> fetches.count(A) == 1);

    assertThat(fetches.fetcher.problem(A)).isEmpty();
    assertThat(fetches.heard.told).isEmpty();
  }

  @Test
  @DisplayName("T13: an offset that is not there is told once, and not asked for again")
  void outOfRange() {
    fetches.log(B).append(1);
    fetches.begin(A, 77);

    fetches.until(() -> !fetches.heard.told.isEmpty());

    assertThat(fetches.heard.told).containsExactly("out of range a-0: offset 77 is out of range");
    fetches.until(() -> fetches.count(B) == 1);
    fetches.begin(A, 0);
    fetches.log(A).append(1);
    fetches.until(() -> fetches.count(A) == 1);
    assertThat(fetches.heard.told).hasSize(1);
  }

  @Test
  @DisplayName("T12: a topic that may not be read leaves the others alone")
  void notAuthorized() {
    fetches.log(A).append(1);
    fetches.log(B).append(1);
    fetches.brokers.next.add(answer -> answer.fail(A, Errors.TOPIC_AUTHORIZATION_FAILED));

    fetches.until(() -> fetches.count(B) == 1);
    fetches.poll();

    assertThat(fetches.heard.told).singleElement().asString().startsWith("may not read a-0");
    assertThat(fetches.heard.values(A)).isEmpty();
  }

  @Test
  void whatTheMetadataMayNotSayIsThrown() {
    fetches.cluster.failure = new TopicAuthorizationException("a");

    assertThatThrownBy(fetches::poll).isInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  @DisplayName("a batch whose checksum is wrong: what is before it comes, its partition waits")
  void damaged() {
    fetches.log(A).append(2);
    fetches.log(A).append(2);
    fetches.log(A).damage(2);
    fetches.log(B).append(1);

    fetches.until(() -> !fetches.heard.told.isEmpty());

    assertThat(fetches.heard.values(A)).containsExactly(0L, 1L);
    assertThat(fetches.heard.told)
        .singleElement()
        .asString()
        .startsWith("corrupt a-0: the batch after offset 1 is damaged: Record is corrupt");
    fetches.until(() -> fetches.count(B) == 1);
  }

  @Test
  @DisplayName("a batch that the broker itself finds damaged: its partition waits")
  void damagedAtTheBroker() {
    fetches.brokers.next.add(answer -> answer.fail(A, Errors.CORRUPT_MESSAGE));

    fetches.until(() -> !fetches.heard.told.isEmpty());

    assertThat(fetches.heard.told)
        .singleElement()
        .asString()
        .startsWith("corrupt a-0: at offset 0");
  }

  @Test
  @DisplayName("what no one foresaw in a partition's answer holds up neither others nor the broker")
  void unforeseen() {
    fetches.log(A).append(1);
    fetches.log(B).append(1);
    fetches.heard.failing = A;

    fetches.until(() -> fetches.count(B) == 1);
    assertThat(fetches.fetcher.problem(A)).contains(PROBLEM);
    fetches.log(B).append(1);
    fetches.until(() -> fetches.count(A) == 1 && fetches.count(B) == 2);

    assertThat(fetches.fetcher.problem(A)).isEmpty();
  }

  @Test
  @DisplayName("T12: batches that wait keep no others' batches in memory")
  void memory() {
    fetches.log(A).append(10);
    fetches.log(B).append(300);

    fetches.until(() -> fetches.count(A) == 10 && fetches.count(B) == 300);

    assertThat(fetches.heard.fetched)
        .hasSize(2)
        .allMatch(one -> held(one.records().buffer()) <= 2 * one.bytes());
  }

  private static int held(ByteBuffer buffer) {
    assertThat(buffer.arrayOffset()).isNotNegative();
    return buffer.array().length;
  }

  @ParameterizedTest
  @EnumSource(
      value = Errors.class,
      names = {
        "FETCH_SESSION_ID_NOT_FOUND",
        "INVALID_FETCH_SESSION_EPOCH",
        "FETCH_SESSION_TOPIC_ID_ERROR",
        "UNKNOWN_SERVER_ERROR"
      })
  @DisplayName("an error of a whole answer: a new session, nothing lost")
  void wholeAnswer(Errors error) {
    fetches.log(A).append(1);
    fetches.until(() -> fetches.count(A) == 1);
    fetches.log(A).append(1);
    fetches.brokers.next.add(
        answer -> {
          answer.error = error;
          answer.partitions.clear();
        });

    fetches.until(() -> fetches.count(A) == 2);

    assertThat(fetches.heard.values(A)).containsExactly(0L, 1L);
    long full = fetches.brokers.requests.stream().filter(r -> r.metadata().isFull()).count();
    assertThat(full).isGreaterThan(1);
  }

  @Test
  void aSessionThatTheBrokerHasForgottenBeginsAnew() {
    fetches.log(A).append(1);
    fetches.until(() -> fetches.count(A) == 1);
    fetches.brokers.forgetSessions();
    fetches.log(A).append(1);

    fetches.until(() -> fetches.count(A) == 2);
  }

  @Test
  @DisplayName("a throttled answer is empty: the same is asked for again")
  void throttled() {
    fetches.log(A).append(1);
    fetches.brokers.next.add(
        answer -> {
          answer.throttle = 100;
          answer.partitions.clear();
        });

    fetches.until(() -> fetches.count(A) == 1);

    assertThat(fetches.heard.values(A)).containsExactly(0L);
  }

  @Test
  @DisplayName("a connection cut before the answer, a broker too old, one that lets nobody in")
  void unanswered() {
    fetches.fetcher.end(B);
    fetches.log(A).append(1);
    fetches.brokers.next.add(answer -> answer.cut = true);
    fetches.brokers.next.add(answer -> answer.mismatch = new UnsupportedVersionException("old"));
    fetches.brokers.next.add(answer -> answer.notLetIn = new SaslAuthenticationException("no"));

    fetches.until(() -> fetches.fetcher.problem(A).orElse("").contains("was cut"));
    fetches.until(() -> fetches.fetcher.problem(A).orElse("").contains("is too old"));
    fetches.until(() -> fetches.fetcher.problem(A).orElse("").contains("doesn't let us in: no"));
    fetches.until(() -> fetches.count(A) == 1);

    assertThat(fetches.heard.values(A)).containsExactly(0L);
  }

  @Test
  void noConnectionIsShownWithItsReason() {
    fetches.brokers.refusal = new SaslAuthenticationException("wrong password");
    fetches.poll();
    assertThat(fetches.fetcher.problem(A).orElse("")).contains("wrong password");

    fetches.brokers.refusal = null;
    fetches.log(A).append(1);
    fetches.until(() -> fetches.count(A) == 1);
  }

  @Test
  @DisplayName("a new leader that the answer names is asked at once, without metadata")
  void namedLeader() {
    fetches.poll();
    fetches.log(A).leader = FakeBrokers.NODES.get(1);
    fetches.log(A).epoch = 1;
    fetches.log(A).append(1);
    fetches.brokers.next.add(
        answer -> {
          answer
              .of(A)
              .setCurrentLeader(
                  new FetchResponseData.LeaderIdAndEpoch().setLeaderId(1).setLeaderEpoch(1));
          answer.endpoints.add(FakeBrokers.NODES.get(1));
        });
    long before = fetches.brokers.now();

    fetches.until(() -> fetches.count(A) == 1);

    assertThat(fetches.brokers.now() - before).as("no waiting").isLessThan(50);
  }

  @Test
  @DisplayName("a preferred replica is followed, and left when it lacks what the leader has")
  void preferredReplica() {
    fetches.fetcher.end(B);
    Node follower = FakeBrokers.NODES.get(2);
    Node leader = FakeBrokers.NODES.get(0);
    fetches.brokers.next.add(answer -> answer.of(A).setPreferredReadReplica(2));
    fetches.until(() -> fetches.brokers.asked.contains(follower));
    fetches.log(A).leader = follower;
    fetches.log(A).append(1);
    fetches.until(() -> fetches.count(A) == 1);
    fetches.log(A).leader = leader;
    fetches.brokers.next.add(answer -> {});
    fetches.brokers.next.add(answer -> answer.fail(A, Errors.OFFSET_OUT_OF_RANGE));
    fetches.log(A).append(1);

    fetches.until(() -> fetches.count(A) == 2);

    assertThat(fetches.heard.told).as("not told of a follower").isEmpty();
    assertThat(fetches.brokers.asked.get(fetches.brokers.asked.size() - 1)).isEqualTo(leader);
  }

  @Test
  @DisplayName("T13: a log that an unclean election has cut is told, not read on")
  void cutLog() {
    fetches.log(A).append(2);
    fetches.log(A).append(2);
    fetches.until(() -> fetches.count(A) == 4);
    fetches.log(A).cut(2);
    fetches.log(A).append(5);
    fetches.cluster.update();

    fetches.until(() -> !fetches.heard.told.isEmpty());

    assertThat(fetches.heard.told)
        .singleElement()
        .asString()
        .startsWith("cut a-0: at 2, the log was cut: its epoch 1 ends at offset 2, and 4");
  }

  @Test
  void aBrokerThatHasLostItsEpochsIsAskedWithoutThem() {
    fetches.log(A).append(1);
    fetches.until(() -> fetches.count(A) == 1);
    fetches.log(A).append(1);
    fetches.brokers.next.add(answer -> answer.fail(A, Errors.OFFSET_OUT_OF_RANGE));
    fetches.brokers.next.add(answer -> answer.fail(A, Errors.OFFSET_OUT_OF_RANGE));

    fetches.until(() -> !fetches.heard.told.isEmpty() || fetches.count(A) == 2);

    assertThat(fetches.brokers.requests).hasSizeGreaterThan(2);
  }

  @Test
  @DisplayName("T13: of another topic that has taken the name nothing comes, by id or by name")
  void anotherTopicOfThatName() {
    fetches.log(A).append(1);
    fetches.fetcher.begin(A, Uuid.randomUuid(), 0);
    fetches.fetcher.room(A, Fetches.MOST);
    fetches.log(B).append(1);

    fetches.until(() -> fetches.count(B) == 1);
    fetches.poll();
    assertThat(fetches.fetcher.problem(A)).contains("its name is another topic's now");

    fetches.brokers.version = 12;
    fetches.log(B).append(1);
    fetches.until(() -> fetches.count(B) == 2);
    assertThat(fetches.heard.values(A)).isEmpty();
  }

  @Test
  @DisplayName("brokers before 3.1 are asked by name")
  void byName() {
    fetches.brokers.version = 12;
    fetches.log(A).append(2);
    fetches.log(B).append(1);

    fetches.until(() -> fetches.count(A) == 2 && fetches.count(B) == 1);
  }
}
