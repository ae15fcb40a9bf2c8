package io.mtdnn.jobs;

/**
 * A client's own name for a request, so that sending it again does no harm.
 *
 * @param value what the client chose
 * @param bodyHash hash of the request's body: the same key must come with the same body
 */
public record IdempotencyKey(String value, String bodyHash) {

}
