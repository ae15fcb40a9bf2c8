package io.mtdnn.security.keys;

/**
 * A new key.
 *
 * @param key the key itself, shown only once and not stored
 * @param details the description of the key in later responses
 */
public record IssuedApiKey(String key, ApiKey details) {

}
