/** Issues, stores, checks and revokes API keys. */
@NullMarked
package io.mtdnn.security.keys;

import org.jspecify.annotations.NullMarked;
