package tributary.common.collect;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Makes one entry of an object: finds each field under its spellings and applies its rule. */
final class EntryReader {
  private final Node.Fields object;
  private final List<String> warnings;
  private final Map<EntryField, Node.Field> known = new EnumMap<>(EntryField.class);
  private final Map<String, String> other = new LinkedHashMap<>();

  private EntryReader(Node.Fields object, List<String> warnings) {
    this.object = object;
    this.warnings = warnings;
  }

  /**
   * Reads an entry.
   *
   * @param warnings gets one for each field that means nothing here
   */
  static CollectItem read(Node node, List<String> warnings) throws CollectException {
    if (!(node instanceof Node.Fields object)) {
      throw new CollectException(node.at(), "an entry is an object, not " + node.kind());
    }
    return new EntryReader(object, warnings).item();
  }

  private CollectItem item() throws CollectException {
    for (Node.Field field : object.fields()) {
      sort(field);
    }
    EntryBuilder builder =
        new EntryBuilder(
            Expect.text(needed(EntryField.PATH), "path", EntryReader::path),
            Expect.text(needed(EntryField.TOPIC), "topic", EntryReader::topic));
    for (Map.Entry<EntryField, Node.Field> field : known.entrySet()) {
      if (!(field.getValue().value() instanceof Node.Null)) {
        apply(field.getKey(), field.getValue().value(), builder);
      }
    }
    return new CollectItem(Expect.checked(object, builder::build), new OtherFields(other));
  }

  private void sort(Node.Field field) throws CollectException {
    EntryField meant = EntryField.of(field.name()).orElse(null);
    if (meant == null) {
      other.put(field.name(), NodeJson.text(field.value()));
      warnings.add(field.at().text() + ": the unknown field '" + field.name() + "' is ignored");
      return;
    }
    Node.Field before = known.put(meant, field);
    if (before != null) {
      throw new CollectException(
          field.at(),
          "'" + before.name() + "' and '" + field.name() + "' are the same field: one is enough");
    }
  }

  private Node needed(EntryField field) throws CollectException {
    Node.Field found = known.get(field);
    if (found == null) {
      throw new CollectException(
          object.at(), "an entry has a " + field.text() + ": this one lacks it");
    }
    return found.value();
  }

  private static void apply(EntryField field, Node value, EntryBuilder builder)
      throws CollectException {
    String name = field.text();
    switch (field) {
      case PATH, TOPIC -> {
        // These two are needed, and were read first.
      }
      case EXCLUDE -> builder.exclude(Expect.texts(value, name, EntryReader::exclude));
      case START -> builder.start(Expect.text(value, name, StartAt::of));
      case ENCODING -> builder.encoding(Expect.text(value, name, TextEncoding::of));
      case MULTILINE -> builder.multiline(MultilineReader.read(value));
      case INCLUDE -> builder.include(regexes(value, name));
      case DROP -> builder.drop(regexes(value, name));
      case FIELDS -> builder.fields(fields(value));
      case RATE -> builder.rate(rate(value));
      case MAX_LINE -> builder.maxLine(maxLine(value));
    }
  }

  private static Glob path(String text) {
    Glob glob = Glob.compile(text);
    EntryPath.check(glob);
    return glob;
  }

  private static String topic(String text) {
    TopicName.problem(text)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(rule);
            });
    return text;
  }

  private static Glob exclude(String text) {
    Glob glob = Glob.compile(text);
    if (!text.startsWith("/") && !text.startsWith("**")) {
      throw new IllegalArgumentException(
          "an exclude is absolute or begins with '**', as in '**/" + text + "'");
    }
    return glob;
  }

  private static List<Regex> regexes(Node node, String name) throws CollectException {
    return Expect.texts(node, name, Expect.named(name, Regex::compile));
  }

  private static Map<String, String> fields(Node node) throws CollectException {
    Map<String, String> fields = new TreeMap<>();
    for (Node.Field field : Expect.fields(node, EntryField.FIELDS.text())) {
      if (field.name().isEmpty()) {
        throw new CollectException(field.at(), "a field has a name");
      }
      String name = Expect.text(new Node.Text(field.at(), field.name()), "the name of a field");
      fields.put(name, Expect.text(field.value(), "each of fields"));
    }
    Expect.checked(
        node,
        () -> {
          CollectEntry.checkFields(fields);
          return fields;
        });
    return fields;
  }

  private static int rate(Node node) throws CollectException {
    return Expect.number(
        node, "rate", rate -> rate >= 0, "0 or more events a second, a whole number");
  }

  private static int maxLine(Node node) throws CollectException {
    String written =
        node instanceof Node.Numeral number
            ? number.digits()
            : Expect.text(node, EntryField.MAX_LINE.text());
    OptionalLong bytes = Amounts.bytes(written);
    if (bytes.isEmpty()
        || bytes.getAsLong() < CollectEntry.LEAST_MAX_LINE
        || bytes.getAsLong() > CollectEntry.GREATEST_MAX_LINE) {
      throw new CollectException(node.at(), CollectEntry.MAX_LINE_RULE + ", not '" + written + "'");
    }
    return (int) bytes.getAsLong();
  }
}
