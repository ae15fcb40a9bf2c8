/** Authenticates callers, applies scopes and rate limits, and logs what they change. */
@NullMarked
package io.mtdnn.security.access;

import org.jspecify.annotations.NullMarked;
