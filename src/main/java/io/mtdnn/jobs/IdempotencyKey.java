package io.mtdnn.jobs;

/**
 * A client's name for a request, which makes retries safe.
 *
 * @param value the name, chosen by the client
 * @param bodyHash hash of the request's body; requests with the same key must have the
 * same body
 */
public record IdempotencyKey(String value, String bodyHash) {

}
