package tributary.common.collect;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Values to and from text. Reading fails with nothing but {@link CollectException}; what is written
 * reads as an equal value. Safe for all threads.
 */
public final class CollectCodec {
  /** Reads the value of a key: a list of entries, one entry, groups with a list, or null. */
  public CollectValue parse(byte[] json) throws CollectException {
    return ValueReader.read(JsonText.read(json));
  }

  /** Reads the same from text. */
  public CollectValue parse(String json) throws CollectException {
    return ValueReader.read(JsonText.read(json));
  }

  /** Reads the entries of the local file; an error names the line of the file. */
  public CollectValue parse(ConfigValue local) throws CollectException {
    return ValueReader.read(ConfigTree.read(local));
  }

  /** Reads one entry, as {@link #write(CollectEntry)} wrote it. */
  public CollectEntry parseEntry(String json) throws CollectException {
    return EntryReader.read(JsonText.read(json), new ArrayList<>()).entry();
  }

  /** A value as JSON, with the fields that are unknown here. */
  public String write(CollectValue value) {
    return EntryWriter.value(value);
  }

  /** Entries as a JSON list. */
  public String write(List<CollectEntry> entries) {
    return EntryWriter.value(CollectValue.of(entries));
  }

  /** One entry as a JSON object; equal entries are written alike. */
  public String write(CollectEntry entry) {
    return EntryWriter.entry(entry).toString();
  }
}
