package tributary.common.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tributary.common.collect.Multiline.Kind;

/** What holds for every value; jqwik prints the seed of a failure. */
class CollectPropertiesTest {
  private final CollectCodec codec = new CollectCodec();

  @Property(tries = 300)
  void whatIsWrittenReadsAsTheSame(@ForAll("entries") List<CollectEntry> entries) throws Exception {
    CollectValue value = codec.parse(codec.write(entries));
    assertThat(value.entries()).isEqualTo(entries);
    assertThat(value.warnings()).isEmpty();
    assertThat(codec.write(value)).isEqualTo(codec.write(entries));
  }

  @Property(tries = 1000)
  void readingFailsWithItsOwnExceptionOnly(@ForAll byte[] bytes) {
    readsOrRefuses(bytes);
  }

  @Property(tries = 1000)
  void damagedJsonIsReadOrRefused(@ForAll("damaged") String text) {
    readsOrRefuses(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 1000)
  void anyTextIsAFieldOrRefused(@ForAll("names") String name, @ForAll String text) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("path", "/a").put("topic", "a").put(name, text);
    readsOrRefuses(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void readsOrRefuses(byte[] bytes) {
    try {
      assertThat(codec.parse(bytes).entries()).isNotNull();
    } catch (CollectException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isPositive();
      assertThat(e.rule()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "path", "topic", "exclude", "start", "encoding", "include", "drop", "max-line", "rate");
  }

  @Provide
  Arbitrary<String> damaged() {
    String sound =
        "{\"groups\":[\"web\"],\"collect\":[{\"path\":\"/a/*.log\",\"topic\":\"a\","
            + "\"multiline\":{\"start\":\"^a{2}\"},\"fields\":{\"a\":\"b\"},\"rate\":10}]}";
    Arbitrary<Integer> places = Arbitraries.integers().between(0, sound.length() - 1);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 6);
    Arbitrary<String> others =
        Arbitraries.strings().withChars("{}[]\",:\\0a\u0000 -1eé").ofMaxLength(5);
    return Combinators.combine(places, lengths, others)
        .as(
            (at, length, other) ->
                sound.substring(0, at)
                    + other
                    + sound.substring(Math.min(sound.length(), at + length)));
  }

  @Provide
  Arbitrary<List<CollectEntry>> entries() {
    return Combinators.combine(plain(), globs().list().ofMaxSize(2), regexes(), regexes())
        .as(
            (entry, exclude, include, drop) ->
                entry.with().exclude(exclude).include(include).drop(drop).build())
        .list()
        .ofMaxSize(4);
  }

  private Arbitrary<CollectEntry> plain() {
    Arbitrary<Multiline> multiline =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.integers().between(1, 1000),
                Arbitraries.integers().between(10, 60_000))
            .as(
                (kind, lines, millis) ->
                    new Multiline(kind, Regex.compile("^a"), lines, Duration.ofMillis(millis)));
    return Combinators.combine(
            globs(),
            Arbitraries.of(StartAt.class),
            Arbitraries.of("UTF-8", "GBK", "UTF-16LE", "auto").map(TextEncoding::of),
            multiline.optional(),
            Arbitraries.maps(
                    Arbitraries.strings().ofLength(5), Arbitraries.strings().ofMaxLength(9))
                .ofMaxSize(5),
            Arbitraries.integers().between(0, 1_000_000),
            Arbitraries.integers().between(16, 1000 * 1024))
        .as(
            (path, start, encoding, lines, fields, rate, maxLine) -> {
              EntryBuilder builder =
                  new EntryBuilder(path, "topic").start(start).encoding(encoding);
              lines.ifPresent(builder::multiline);
              return builder.fields(fields).rate(rate).maxLine(maxLine).build();
            });
  }

  private Arbitrary<Glob> globs() {
    return Arbitraries.of("a", "*", "**", "?", "[a-z]", "{b,c}", "中")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(names -> Glob.compile("/" + String.join("/", names)));
  }

  private Arbitrary<List<Regex>> regexes() {
    return Arbitraries.of("a+", "^\\d{4}", "(?i)error", "\"quoted\"", "中")
        .map(Regex::compile)
        .list()
        .ofMaxSize(2);
  }
}
