package tributary.common.collect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers the fields of an entry; what isn't named has its default. Thread: its maker's. */
public final class EntryBuilder {
  private Glob path;
  private String topic;
  private List<Glob> exclude = List.of();
  private StartAt start = StartAt.BEGINNING;
  private TextEncoding encoding = TextEncoding.UTF_8;
  private Optional<Multiline> multiline = Optional.empty();
  private List<Regex> include = List.of();
  private List<Regex> drop = List.of();
  private SortedMap<String, String> fields = new TreeMap<>();
  private int rate;
  private int maxLine = CollectEntry.DEFAULT_MAX_LINE;

  EntryBuilder(Glob path, String topic) {
    this.path = path;
    this.topic = topic;
  }

  EntryBuilder(CollectEntry entry) {
    this(entry.path(), entry.topic());
    exclude = entry.exclude();
    start = entry.start();
    encoding = entry.encoding();
    multiline = entry.multiline();
    include = entry.include();
    drop = entry.drop();
    fields = entry.fields();
    rate = entry.rate();
    maxLine = entry.maxLine();
  }

  public EntryBuilder path(Glob path) {
    this.path = path;
    return this;
  }

  public EntryBuilder topic(String topic) {
    this.topic = topic;
    return this;
  }

  public EntryBuilder exclude(List<Glob> exclude) {
    this.exclude = exclude;
    return this;
  }

  public EntryBuilder start(StartAt start) {
    this.start = start;
    return this;
  }

  public EntryBuilder encoding(TextEncoding encoding) {
    this.encoding = encoding;
    return this;
  }

  public EntryBuilder multiline(Multiline multiline) {
    this.multiline = Optional.of(multiline);
    return this;
  }

  public EntryBuilder include(List<Regex> include) {
    this.include = include;
    return this;
  }

  public EntryBuilder drop(List<Regex> drop) {
    this.drop = drop;
    return this;
  }

  public EntryBuilder fields(Map<String, String> fields) {
    this.fields = new TreeMap<>(fields);
    return this;
  }

  public EntryBuilder rate(int rate) {
    this.rate = rate;
    return this;
  }

  public EntryBuilder maxLine(int maxLine) {
    this.maxLine = maxLine;
    return this;
  }

  /**
   * The entry.
   *
   * @throws IllegalArgumentException if a field breaks its rule; the message is the rule
   */
  public CollectEntry build() {
    return new CollectEntry(
        path, topic, exclude, start, encoding, multiline, include, drop, fields, rate, maxLine);
  }
}
