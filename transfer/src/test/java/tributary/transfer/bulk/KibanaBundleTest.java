package tributary.transfer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.document.Index;

/**
 * What {@code conf/kibana} gives to Kibana, by the rules of its 8.19 (each type's {@code create}
 * schema, and Lens's way of naming what it refers to), and by the mappings of our indices.
 */
class KibanaBundleTest {

  /** The attributes that Kibana's schemas know; a dashboard with any other is refused. */
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "index-pattern",
          Set.of("title", "name", "timeFieldName", "allowNoIndex"),
          "search",
          Set.of(
              "title",
              "description",
              "columns",
              "sort",
              "grid",
              "hideChart",
              "kibanaSavedObjectMeta"),
          "dashboard",
          Set.of(
              "title",
              "description",
              "panelsJSON",
              "optionsJSON",
              "kibanaSavedObjectMeta",
              "timeRestore",
              "timeFrom",
              "timeTo",
              "refreshInterval",
              "version"));

  /** The last one before Kibana's model versions, from which it knows how to bring all up. */
  private static final Map<String, String> TYPE_VERSION =
      Map.of("index-pattern", "8.0.0", "search", "7.9.3", "dashboard", "8.7.0");

  private static final String LAYER_REFERENCE = "indexpattern-datasource-layer-";

  /** What Lens calls the number of documents. */
  private static final String RECORDS = "___records___";

  private static final int DASHBOARD_WIDTH = 48;
  private static final Pattern QUERIED = Pattern.compile("([\\w@.]+) *:");

  private final Map<String, SavedObject> objects = new HashMap<>();

  @BeforeEach
  void read() throws IOException {
    for (String bundle : List.of("data-views", "dashboard", "topic")) {
      for (SavedObject object : SavedObject.bundle(bundle)) {
        assertThat(objects.put(object.key(), object)).as("a second %s", object).isNull();
      }
    }
  }

  @Test
  @DisplayName("Each object is of a shape that Kibana's schema takes")
  void shapes() {
    for (SavedObject object : objects.values()) {
      assertThat(object.attributes().fieldNames())
          .toIterable()
          .as(object.key())
          .contains("title")
          .isSubsetOf(ATTRIBUTES.get(object.type()));
      assertThat(object.json().path("typeMigrationVersion").asText())
          .isEqualTo(TYPE_VERSION.get(object.type()));
      assertThat(object.json().path("coreMigrationVersion").asText()).isEqualTo("8.8.0");
    }
  }

  @Test
  @DisplayName("Each reference leads to an object of ours, and each is used")
  void references() {
    for (SavedObject object : objects.values()) {
      Set<String> used = new TreeSet<>();
      if (object.type().equals("search")) {
        used.add(object.searchSource().path("indexRefName").asText());
      }
      for (JsonNode panel : object.within("panelsJSON")) {
        String prefix = panel.path("panelIndex").asText() + ":";
        if (panel.has("panelRefName")) {
          used.add(prefix + panel.path("panelRefName").asText());
        }
        layers(panel).forEach(layer -> used.add(prefix + LAYER_REFERENCE + layer.getKey()));
      }
      assertThat(object.references().keySet()).as(object.key()).isEqualTo(used);
      assertThat(objects.keySet()).containsAll(object.references().values());
    }
  }

  @Test
  @DisplayName("A panel's references are the dashboard's, too")
  void panelReferences() {
    for (JsonNode panel : panels()) {
      Map<String, String> ofDashboard = dashboard().references();
      SavedObject.references(panel.path("embeddableConfig").path("attributes"))
          .forEach(
              (name, key) ->
                  assertThat(ofDashboard)
                      .containsEntry(panel.path("panelIndex").asText() + ":" + name, key));
    }
  }

  @Test
  @DisplayName("Data views and sessions name fields that their indices have")
  void fields() {
    for (SavedObject object : objects.values()) {
      if (object.type().equals("index-pattern")) {
        assertThat(mapping(object.key()))
            .containsEntry(object.attributes().path("timeFieldName").asText(), "date");
      } else if (object.type().equals("search")) {
        Map<String, String> mapping = mapping(object.references().values().iterator().next());
        assertThat(mapping).containsKeys(texts(object.attributes().path("columns")));
        assertThat(mapping).containsKey(object.attributes().at("/sort/0/0").asText());
      }
    }
  }

  @Test
  @DisplayName("Charts group and ask by fields that their indices have, and can be grouped by")
  void chartedFields() {
    for (JsonNode panel : panels()) {
      layers(panel)
          .forEach(
              layer -> {
                Map<String, String> mapping = mapping(dataView(panel, layer.getKey()));
                layer.getValue().path("columns").forEach(column -> assertColumn(column, mapping));
                assertThat(queried(state(panel).at("/query/query").asText()))
                    .allSatisfy(field -> assertThat(mapping).containsKey(field));
              });
    }
  }

  @Test
  @DisplayName("A chart shows columns that its layer has, groups before numbers")
  void columns() {
    for (JsonNode panel : panels()) {
      layers(panel)
          .forEach(
              layer -> {
                JsonNode columns = layer.getValue().path("columns");
                List<String> order = List.of(texts(layer.getValue().path("columnOrder")));
                assertThat(columns.fieldNames()).toIterable().hasSameElementsAs(order);
                assertThat(
                        order.stream().map(id -> columns.path(id).path("isBucketed").asBoolean()))
                    .isSortedAccordingTo(Comparator.reverseOrder());
                assertThat(shown(state(panel).path("visualization")))
                    .as(panel.path("title").asText())
                    .hasSameElementsAs(order);
              });
    }
  }

  @Test
  @DisplayName("No panel covers another, or leaves the dashboard")
  void grid() {
    Set<String> taken = new TreeSet<>();
    for (JsonNode panel : panels()) {
      JsonNode place = panel.path("gridData");
      assertThat(place.path("i")).isEqualTo(panel.path("panelIndex"));
      int left = place.path("x").asInt();
      int top = place.path("y").asInt();
      assertThat(left + place.path("w").asInt()).isLessThanOrEqualTo(DASHBOARD_WIDTH);
      for (int x = left; x < left + place.path("w").asInt(); x++) {
        for (int y = top; y < top + place.path("h").asInt(); y++) {
          assertThat(taken.add(x + "," + y)).as("%s is alone", panel.path("title")).isTrue();
        }
      }
    }
  }

  private static void assertColumn(JsonNode column, Map<String, String> mapping) {
    String field = column.path("sourceField").asText();
    String type = field.equals(RECORDS) ? "long" : mapping.get(field);
    switch (column.path("operationType").asText()) {
      case "count" -> assertThat(field).isEqualTo(RECORDS);
      case "terms" -> assertThat(type).as(field).isEqualTo("keyword");
      case "date_histogram" -> assertThat(type).as(field).isEqualTo("date");
      default -> throw new AssertionError("an operation without a rule here: " + column);
    }
  }

  private static List<String> queried(String query) {
    return QUERIED.matcher(query).results().map(found -> found.group(1)).toList();
  }

  private SavedObject dashboard() {
    return objects.get("dashboard/tributary-overview");
  }

  private JsonNode panels() {
    return dashboard().within("panelsJSON");
  }

  private static JsonNode state(JsonNode panel) {
    return panel.at("/embeddableConfig/attributes/state");
  }

  private static Stream<Map.Entry<String, JsonNode>> layers(JsonNode panel) {
    return state(panel).at("/datasourceStates/formBased/layers").properties().stream();
  }

  private String dataView(JsonNode panel, String layer) {
    return dashboard()
        .references()
        .get(panel.path("panelIndex").asText() + ":" + LAYER_REFERENCE + layer);
  }

  /** The columns that a chart names: each way that ours have of it. */
  private static List<String> shown(JsonNode visualization) {
    List<String> shown = new ArrayList<>();
    Stream.concat(Stream.of(visualization), stream(visualization.path("layers")))
        .forEach(
            part -> {
              for (String one : List.of("metricAccessor", "xAccessor", "splitAccessor")) {
                if (part.has(one)) {
                  shown.add(part.path(one).asText());
                }
              }
              shown.addAll(List.of(texts(part.path("accessors"))));
              stream(part.path("columns")).forEach(c -> shown.add(c.path("columnId").asText()));
            });
    return shown;
  }

  /** Names and types of the fields of the indices that a data view shows. */
  private static Map<String, String> mapping(String dataView) {
    Index.Contents contents =
        switch (dataView) {
          case "index-pattern/tributary-dead" -> Index.Contents.DEAD_LETTERS;
          case "index-pattern/tributary-files" -> Index.Contents.FILES;
          default -> Index.Contents.LINES;
        };
    return MappedFields.of(contents).types();
  }

  private static String[] texts(JsonNode array) {
    return stream(array).map(JsonNode::asText).toArray(String[]::new);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
