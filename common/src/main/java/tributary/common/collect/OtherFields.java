package tributary.common.collect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fields that are not known here, in their order.
 *
 * @param json the name of each, and its value as JSON text
 */
public record OtherFields(Map<String, String> json) {
  /** None. */
  public static final OtherFields NONE = new OtherFields(Map.of());

  public OtherFields {
    json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
  }
}
