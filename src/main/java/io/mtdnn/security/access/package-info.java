/** Authenticates callers, applies scopes and rate limits, and logs what they change. */
package io.mtdnn.security.access;
