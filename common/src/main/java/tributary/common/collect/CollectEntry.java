package tributary.common.collect;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One order to collect: these files into that topic, read in this way. Two entries are equal if
 * they mean the same; a reload leaves what is equal alone.
 *
 * @param path absolute path or glob
 * @param topic Kafka topic, legal by {@link TopicName}
 * @param exclude globs of files that are not meant
 * @param start where a file begins that was there before the entry
 * @param encoding of the file's bytes
 * @param multiline how lines are joined to events, if they are
 * @param include if there are any, an event stays only if one of them is found in it
 * @param drop an event in which one of them is found goes
 * @param fields added to each document
 * @param rate events a second of each file at most; 0 is unlimited
 * @param maxLine UTF-8 bytes of one event's text; a longer one is sent in parts
 */
public record CollectEntry(
    Glob path,
    String topic,
    List<Glob> exclude,
    StartAt start,
    TextEncoding encoding,
    Optional<Multiline> multiline,
    List<Regex> include,
    List<Regex> drop,
    SortedMap<String, String> fields,
    int rate,
    int maxLine) {
  /** Bytes of one event's text where the entry names no limit. */
  public static final int DEFAULT_MAX_LINE = 512 * 1024;

  /** Small enough to cut every line, large enough for every character. */
  public static final int LEAST_MAX_LINE = 16;

  /** Leaves room in Kafka's 1 MiB for the key, the headers and the request around them. */
  public static final int GREATEST_MAX_LINE = 1000 * 1024;

  /** The names and values of the fields together, as JSON in UTF-8. */
  public static final int MAX_FIELDS_BYTES = 4096;

  static final String MAX_LINE_RULE =
      "max-line is 16B to 1000KiB (a record of Kafka's holds 1 MiB)";

  public CollectEntry {
    EntryPath.check(path);
    TopicName.problem(topic)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(rule);
            });
    exclude = List.copyOf(exclude);
    Objects.requireNonNull(start);
    Objects.requireNonNull(encoding);
    Objects.requireNonNull(multiline);
    include = List.copyOf(include);
    drop = List.copyOf(drop);
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    checkFields(fields);
    if (rate < 0) {
      throw new IllegalArgumentException("rate is 0 or more events a second, not " + rate);
    }
    if (maxLine < LEAST_MAX_LINE || maxLine > GREATEST_MAX_LINE) {
      throw new IllegalArgumentException(MAX_LINE_RULE + ", not " + maxLine);
    }
  }

  /** An entry that names nothing but what it must. */
  public static CollectEntry of(String path, String topic) {
    return new EntryBuilder(Glob.compile(path), topic).build();
  }

  /** An entry like this one, to change something in it. */
  public EntryBuilder with() {
    return new EntryBuilder(this);
  }

  static void checkFields(Map<String, String> fields) {
    if (fields.isEmpty()) {
      return;
    }
    int bytes = EntryWriter.fields(fields).toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_FIELDS_BYTES) {
      throw new IllegalArgumentException(
          "fields are at most " + MAX_FIELDS_BYTES + " bytes of JSON, not " + bytes);
    }
  }
}
