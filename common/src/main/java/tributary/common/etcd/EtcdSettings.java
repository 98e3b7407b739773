package tributary.common.etcd;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.common.settings.Secret;
import tributary.common.settings.Section;

/**
 * How etcd is reached.
 *
 * @param endpoints members of one cluster, all {@code http://} or all {@code https://}
 * @param user with {@code password}
 * @param ca PEM file of the authority that signed the servers' certificates, if the JVM doesn't
 *     know it
 * @param cert PEM file of the client's certificate, with {@code key}
 * @param key PEM file of its private key (PKCS #8)
 */
public record EtcdSettings(
    List<URI> endpoints,
    Optional<String> user,
    Optional<Secret> password,
    Optional<Path> ca,
    Optional<Path> cert,
    Optional<Path> key) {
  private static final int DEFAULT_PORT = 2379;
  private static final String ADDRESS =
      "must be addresses like http://HOST:2379 (name and password are etcd.user and"
          + " etcd.password), has ";
  private static final String NEEDS_HTTPS = "needs endpoints that begin with https://";

  public EtcdSettings {
    endpoints = List.copyOf(endpoints);
  }

  /** Members without user or certificates. */
  public static EtcdSettings of(URI... endpoints) {
    return new EtcdSettings(
        List.of(endpoints),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Reads the section {@code etcd} of a program that can do without: no endpoints, no etcd. */
  public static Optional<EtcdSettings> optional(Section section) {
    if (!section.texts("endpoints").isEmpty()) {
      return Optional.of(read(section));
    }
    section
        .optionalText("user")
        .ifPresent(user -> section.problem("user", "needs endpoints, which are none"));
    return Optional.empty();
  }

  /** Reads the section {@code etcd}. */
  public static EtcdSettings read(Section section) {
    Section tls = section.section("tls");
    EtcdSettings settings =
        new EtcdSettings(
            endpoints(section),
            section.optionalText("user"),
            section.optionalSecret("password"),
            file(tls, "ca"),
            file(tls, "cert"),
            file(tls, "key"));
    if (settings.user.isPresent() != settings.password.isPresent()) {
      section.problem("user", "must be set together with password");
    }
    if (settings.cert.isPresent() != settings.key.isPresent()) {
      tls.problem("cert", "must be set together with key");
    }
    if (settings.endpoints.stream().map(URI::getScheme).distinct().count() > 1) {
      section.problem("endpoints", "must be all http:// or all https://");
    }
    if (!settings.secure()) {
      settings.ca.ifPresent(ca -> tls.problem("ca", NEEDS_HTTPS));
      settings.cert.ifPresent(cert -> tls.problem("cert", NEEDS_HTTPS));
    }
    return settings;
  }

  /** Whether connections are encrypted. */
  public boolean secure() {
    return endpoints.stream().anyMatch(endpoint -> endpoint.getScheme().equals("https"));
  }

  private static List<URI> endpoints(Section section) {
    List<URI> endpoints = new ArrayList<>();
    for (String text : section.texts("endpoints")) {
      endpoint(text)
          .ifPresentOrElse(
              endpoints::add,
              () -> section.problem("endpoints", ADDRESS + Secret.maskedAddress(text)));
    }
    if (endpoints.isEmpty()) {
      section.problem("endpoints", "must name at least one address");
    }
    return endpoints;
  }

  private static Optional<URI> endpoint(String text) {
    try {
      URI uri = URI.create(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      return Optional.of(URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> file(Section tls, String key) {
    Optional<Path> file = tls.optionalText(key).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      tls.problem(key, "must be a readable file, which " + file.get() + " is not");
    }
    return file;
  }
}
