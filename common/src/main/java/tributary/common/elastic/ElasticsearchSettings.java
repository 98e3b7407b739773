package tributary.common.elastic;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.common.settings.Secret;
import tributary.common.settings.Section;

/**
 * How Elasticsearch is reached.
 *
 * @param hosts {@code http://} or {@code https://} addresses, at least one
 * @param user with {@code password}, unless {@code apiKey} is set
 * @param apiKey as Elasticsearch prints it ("encoded")
 * @param ca PEM file of the authority that signed the servers' certificates
 * @param fingerprint SHA-256 of that authority's certificate in hex, instead of {@code ca}
 * @param compress whether request bodies are gzipped
 */
public record ElasticsearchSettings(
    List<URI> hosts,
    Optional<String> user,
    Optional<Secret> password,
    Optional<Secret> apiKey,
    Optional<Path> ca,
    Optional<String> fingerprint,
    boolean compress) {

  /** An immutable copy. */
  public ElasticsearchSettings {
    hosts = List.copyOf(hosts);
  }

  /** Reads the section {@code elasticsearch}. */
  public static ElasticsearchSettings read(Section section) {
    Section tls = section.section("tls");
    ElasticsearchSettings settings =
        new ElasticsearchSettings(
            hosts(section),
            section.optionalText("user"),
            section.optionalSecret("password"),
            section.optionalSecret("api-key"),
            tls.optionalText("ca").map(Path::of),
            tls.optionalText("fingerprint"),
            section.flag("compress"));
    if (settings.apiKey.isPresent() && settings.user.isPresent()) {
      section.problem("api-key", "must not be set together with user: choose one of them");
    }
    if (settings.user.isPresent() != settings.password.isPresent()) {
      section.problem("user", "must be set together with password");
    }
    if (settings.ca.isPresent() && settings.fingerprint.isPresent()) {
      tls.problem("fingerprint", "must not be set together with ca: choose one of them");
    }
    return settings;
  }

  private static List<URI> hosts(Section section) {
    List<URI> hosts = new ArrayList<>();
    for (String text : section.texts("hosts")) {
      try {
        URI uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (http && uri.getHost() != null && uri.getUserInfo() == null) {
          hosts.add(uri);
          continue;
        }
      } catch (IllegalArgumentException e) {
        // Reported below, like every other text that is no address.
      }
      section.problem(
          "hosts",
          "must be addresses like http://HOST:9200 (name and password are elasticsearch.user and"
              + " elasticsearch.password), has "
              + Secret.maskedAddress(text));
    }
    if (hosts.isEmpty()) {
      section.problem("hosts", "must name at least one address");
    }
    return hosts;
  }
}
