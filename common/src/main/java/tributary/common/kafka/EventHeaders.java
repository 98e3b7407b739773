package tributary.common.kafka;

/** Names of the headers of an event's record (DESIGN §6). */
public final class EventHeaders {
  /** The id of the agent that read the event. */
  public static final String HOST = "host";

  /** The file's path at the time of reading. */
  public static final String PATH = "path";

  /** Where the event lies in its content: {@link Span#text()}. */
  public static final String SPAN = "span";

  /** Of an event sent in parts, which one: {@link EventPart#text()}. */
  public static final String PART = "part";

  /** The entry's fields as a JSON object, if it has any. */
  public static final String FIELDS = "fields";

  private EventHeaders() {}
}
