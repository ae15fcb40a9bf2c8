/** Issues, stores, checks and revokes API keys. */
package io.mtdnn.security.keys;
