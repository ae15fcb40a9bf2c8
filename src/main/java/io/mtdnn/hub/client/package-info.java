/** The HTTP API of Hugging Face's hub: requests, redirects, resumption, verification. */
@NullMarked
package io.mtdnn.hub.client;

import org.jspecify.annotations.NullMarked;
