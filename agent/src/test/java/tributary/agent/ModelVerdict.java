package tributary.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tributary.agent.FakeSink.Sent;

/**
 * Compares what was sent with what was written. Each file id must name one content: its spans are
 * that content's bytes. Each byte must come once, but for what may be missing or come again; what
 * is sent again must be the same event; in each content events come in order.
 */
final class ModelVerdict {
  private final List<String> violations = new ArrayList<>();
  private final Map<ModelContent, int[]> times = new LinkedHashMap<>();
  private final Map<String, List<Sent>> byId = new LinkedHashMap<>();

  ModelVerdict(Collection<ModelContent> contents, List<Sent> sent) {
    contents.forEach(content -> times.put(content, new int[content.size()]));
    once(sent);
    List<List<Sent>> ambiguous = new ArrayList<>();
    for (List<Sent> events : byId.values()) {
      List<ModelContent> those = candidates(events);
      if (those.isEmpty()) {
        violations.add("bytes of no content, or of two: " + shown(events));
      } else if (those.size() == 1) {
        count(those.get(0), events);
      } else {
        ambiguous.add(events);
      }
    }
    ambiguous.forEach(events -> count(likeliest(events), events));
  }

  /** Each event once, by its id. */
  private void once(List<Sent> sent) {
    Map<String, Sent> first = new HashMap<>();
    Map<String, Long> highest = new HashMap<>();
    for (Sent event : sent) {
      String id = event.origin().id().text();
      Sent before = first.putIfAbsent(event.id(), event);
      if (before == null) {
        if (event.span().start() < highest.getOrDefault(id, 0L)) {
          violations.add("overlap or order: " + event);
        }
        highest.put(id, event.span().end());
        byId.computeIfAbsent(id, i -> new ArrayList<>()).add(event);
      } else if (!same(before, event)) {
        violations.add("sent again in another way: " + before + " then " + event);
      }
    }
  }

  private static boolean same(Sent one, Sent other) {
    long day = Duration.ofDays(1).toMillis();
    return one.span().equals(other.span())
        && one.topic().equals(other.topic())
        && one.timestamp() / day == other.timestamp() / day;
  }

  private List<ModelContent> candidates(List<Sent> events) {
    return times.keySet().stream()
        .filter(content -> events.stream().allMatch(event -> holds(content, event)))
        .toList();
  }

  private static boolean holds(ModelContent content, Sent event) {
    boolean more = event.part() != null && event.part().more();
    return event.text().equals(content.event(event.span().start(), event.span().end(), more));
  }

  /** Of contents that begin alike the one that may come again, or has come least so far. */
  private ModelContent likeliest(List<Sent> events) {
    return candidates(events).stream()
        .min(
            Comparator.<ModelContent>comparingLong(content -> tooOften(content, events))
                .thenComparing(content -> covered(content, events)))
        .orElseThrow();
  }

  private long tooOften(ModelContent content, List<Sent> events) {
    int[] counts = times.get(content);
    return bytes(events).filter(at -> counts[at] >= content.most(at)).count();
  }

  private long covered(ModelContent content, List<Sent> events) {
    int[] counts = times.get(content);
    return bytes(events).mapToLong(at -> counts[at]).sum();
  }

  private static IntStream bytes(List<Sent> events) {
    return events.stream()
        .flatMapToInt(e -> IntStream.range((int) e.span().start(), (int) e.span().end()));
  }

  private void count(ModelContent content, List<Sent> events) {
    int[] counts = times.get(content);
    for (Sent event : events) {
      for (long at = event.span().start(); at < event.span().end(); at++) {
        counts[(int) at]++;
      }
    }
  }

  /** What must not be; empty if all is well so far. */
  List<String> violations() {
    List<String> all = new ArrayList<>(violations);
    times.forEach(
        (content, counts) -> {
          for (int at = 0; at < counts.length; at++) {
            if (counts[at] > content.most(at)) {
              all.add(content + " comes " + counts[at] + " times: " + around(content, at));
              return;
            }
          }
        });
    return all;
  }

  /** What has not arrived and must. */
  List<String> missing(boolean lateToo) {
    List<String> all = new ArrayList<>();
    times.forEach(
        (content, counts) -> {
          int due = content.isLate() && !lateToo ? 0 : content.due();
          for (int at = 0; at < due; at++) {
            if (counts[at] == 0 && !content.isMissable(at)) {
              all.add(content + " lacks: " + around(content, at));
              return;
            }
          }
        });
    return all;
  }

  private String around(ModelContent content, int at) {
    StringBuilder ids = new StringBuilder();
    byId.forEach(
        (id, events) -> {
          if (candidates(events).contains(content)) {
            ids.append(' ').append(shown(events));
          }
        });
    int to = Math.min(content.size(), at + 80);
    return "byte %d of %d \"%s\" in%s"
        .formatted(at, content.size(), content.event(at, to, false), ids);
  }

  private static String shown(List<Sent> events) {
    Sent first = events.get(0);
    Sent last = events.get(events.size() - 1);
    return "%s %s (%d to %d, \"%s\" to \"%s\")"
        .formatted(
            first.origin().id().text(),
            first.origin().path(),
            first.span().start(),
            last.span().end(),
            first.text(),
            last.text());
  }
}
