package tributary.transfer.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static tributary.transfer.fetch.Fetches.A;
import static tributary.transfer.fetch.Fetches.B;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tributary.transfer.record.FetchedBatches;

/**
 * Late answers, room, and random histories: what is handed over has no holes, and nothing twice.
 */
class FetcherOrderTest {
  private static final Errors[] ANY = Errors.values();

  @Test
  @DisplayName("T10: an answer for a partition that was dropped meanwhile is thrown away")
  void droppedMeanwhile() {
    Fetches fetches = Fetches.ofTwo();
    fetches.log(A).append(3);
    fetches.log(B).append(1);
    fetches.fetcher.room(B, 0);
    ask(fetches);
    fetches.fetcher.end(A);
    fetches.fetcher.room(B, Fetches.MOST);

    fetches.until(() -> fetches.count(B) == 1);

    assertThat(fetches.heard.values(A)).isEmpty();
  }

  @Test
  @DisplayName("T7: an answer for where the partition stood before is thrown away")
  void repositionedMeanwhile() {
    Fetches fetches = Fetches.ofTwo();
    fetches.log(A).append(1);
    fetches.log(A).append(1);
    fetches.log(A).append(1);
    ask(fetches);
    fetches.begin(A, 2);

    fetches.until(() -> fetches.count(A) == 1);

    assertThat(fetches.heard.values(A)).containsExactly(2L);
  }

  /** Sends what can be sent, and takes no answer yet. */
  private static void ask(Fetches fetches) {
    fetches.brokers.silent = true;
    fetches.poll();
    fetches.brokers.silent = false;
    assertThat(fetches.brokers.requests).isNotEmpty();
  }

  @Test
  void whatHasNoRoomIsNotAskedForAndTheOthersWaitShortly() {
    Fetches fetches = Fetches.ofTwo();
    fetches.log(A).append(1);
    fetches.log(B).append(1);
    fetches.fetcher.room(A, 0);

    fetches.until(() -> fetches.count(B) == 1);

    assertThat(fetches.heard.values(A)).isEmpty();
    assertThat(fetches.brokers.requests.get(0).maxWait()).isLessThan(500);
    fetches.fetcher.room(A, 1);
    fetches.until(() -> fetches.count(A) == 1);
  }

  @Test
  @DisplayName("a batch larger than what is asked for comes whole, one that is cut comes again")
  void sizes() {
    Fetches fetches = Fetches.ofTwo();
    for (int i = 0; i < 10; i++) {
      fetches.log(A).append(100);
    }

    fetches.until(() -> fetches.count(A) == 1000);

    assertThat(fetches.heard.fetched).hasSizeGreaterThan(5);
    assertContiguous(fetches.heard.fetched, A, 0);
  }

  @RepeatedTest(20)
  @DisplayName("whatever the brokers answer, what is handed over is contiguous, each record once")
  void anything() {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    Random random = new Random(seed);
    Fetches fetches = new Fetches(random, IsolationLevel.READ_UNCOMMITTED);
    List<TopicPartition> names = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      TopicPartition name = new TopicPartition("t" + i / 2, i % 2);
      names.add(name);
      fetches.create(name, random.nextInt(3));
    }
    shareIds(fetches, names);
    fetches.brokers.version = (short) (random.nextBoolean() ? 17 : 12);
    names.forEach(name -> fetches.begin(name, 0));
    for (int step = 0; step < 500; step++) {
      history(fetches, names.get(random.nextInt(names.size())), random);
      fetches.poll();
      beginAgain(fetches, names);
    }
    fetches.brokers.next.clear();
    names.forEach(name -> fetches.fetcher.room(name, Fetches.MOST));
    fetches.until(
        () -> {
          beginAgain(fetches, names);
          return names.stream().allMatch(name -> next(fetches, name) == fetches.log(name).end());
        });
    for (TopicPartition name : names) {
      assertContiguous(fetches.heard.fetched, name, 0);
      assertThat(fetches.heard.values(name))
          .as("%s, seed %d", name, seed)
          .doesNotHaveDuplicates()
          .isSorted()
          .hasSize(appended(fetches, name));
    }
  }

  /** Partitions of one topic have its id. */
  private static void shareIds(Fetches fetches, List<TopicPartition> names) {
    for (TopicPartition name : names) {
      FakeLog first = fetches.log(new TopicPartition(name.topic(), 0));
      FakeLog log = fetches.log(name);
      fetches.brokers.logs.put(name, new FakeLog(first.topicId, log.leader));
    }
  }

  private static int appended(Fetches fetches, TopicPartition name) {
    int sum = 0;
    for (var batch : fetches.log(name).read(0, 1 << 19).batches()) {
      sum += batch.countOrNull();
    }
    return sum;
  }

  private static void history(Fetches fetches, TopicPartition name, Random random) {
    FakeLog log = fetches.log(name);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> log.append(1 + random.nextInt(20));
      case 3 -> {
        log.gap(5);
        log.append(1);
      }
      case 4 -> {
        log.leader = FakeBrokers.NODES.get(random.nextInt(3));
        log.epoch++;
      }
      case 5 -> fetches.fetcher.room(name, random.nextInt(3) * 500L);
      case 6 -> fetches.begin(name, next(fetches, name));
      case 7 -> fetches.brokers.next.add(fault(name, random));
      case 8 -> fetches.brokers.forgetSessions();
      default -> fetches.brokers.advance(random.nextInt(200));
    }
  }

  private static Consumer<FakeBrokers.Answer> fault(TopicPartition name, Random random) {
    Errors error = ANY[random.nextInt(ANY.length)];
    return switch (random.nextInt(6)) {
      case 0 -> answer -> answer.cut = true;
      case 1 -> answer -> answer.notLetIn = new SaslAuthenticationException("no");
      case 2 ->
          answer -> {
            answer.error = error == Errors.NONE ? Errors.UNKNOWN_SERVER_ERROR : error;
            answer.partitions.clear();
          };
      case 3 ->
          answer -> {
            answer.throttle = 5;
            answer.partitions.clear();
          };
      default -> answer -> answer.fail(name, error);
    };
  }

  /** As the consumer does with those that it was told of. */
  private static void beginAgain(Fetches fetches, List<TopicPartition> names) {
    for (String told : fetches.heard.told) {
      for (TopicPartition name : names) {
        if (told.contains(name + ":")) {
          fetches.begin(name, next(fetches, name));
        }
      }
    }
    fetches.heard.told.clear();
  }

  private static long next(Fetches fetches, TopicPartition name) {
    long next = 0;
    for (FetchedBatches batches : fetches.heard.fetched) {
      if (batches.partition().equals(name)) {
        next = batches.next();
      }
    }
    return next;
  }

  private static void assertContiguous(
      List<FetchedBatches> fetched, TopicPartition name, long from) {
    long next = from;
    for (FetchedBatches batches : fetched) {
      if (batches.partition().equals(name)) {
        assertThat(batches.from()).isEqualTo(next);
        assertThat(batches.next()).isGreaterThan(next);
        next = batches.next();
      }
    }
  }
}
