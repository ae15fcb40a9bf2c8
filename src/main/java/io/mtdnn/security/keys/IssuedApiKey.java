package io.mtdnn.security.keys;

/**
 * A new key.
 *
 * @param key the key itself: shown this once, kept nowhere
 * @param details what will be shown from now on
 */
public record IssuedApiKey(String key, ApiKey details) {

}
