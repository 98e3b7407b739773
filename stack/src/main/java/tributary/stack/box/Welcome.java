package tributary.stack.box;

/** What is shown when the box is up. */
record Welcome(BoxFolder folder, BoxPorts ports) {
  String text() {
    return """

        Tributary is up: lines of this machine's files are being found in Elasticsearch.

          etcd           %s
          Kafka          %s
          Elasticsearch  %s
          agent          %s/status
          transfer       %s/status
          logs, data     %s

        What to try next:
          ./tributary search "GET /" --topic demo_access --follow
          ./tributary collect add /path/to/your.log my_topic
          ./tributary status
          ./tributary down                 ends all, keeps the data
        """
        .formatted(
            ports.url(BoxPart.ETCD),
            ports.address(BoxPart.KAFKA),
            ports.url(BoxPart.ELASTICSEARCH),
            ports.url(BoxPart.AGENT),
            ports.url(BoxPart.TRANSFER),
            folder.path());
  }
}
