package tributary.console.status;

/**
 * What Elasticsearch has of one topic.
 *
 * @param lines documents in its indices
 * @param letters dead letters, each once, however often it is stored
 * @param open those of them that were not put through again
 */
record TopicDocuments(long lines, long letters, long open) {
  static final TopicDocuments NONE = new TopicDocuments(0, 0, 0);
}
