package tributary.transfer.bulk;

/**
 * Why a document will never be indexed.
 *
 * @param type the error's type as Elasticsearch names it
 * @param reason its words; may quote the document, so it is never logged
 */
public record Refusal(String type, String reason) {}
