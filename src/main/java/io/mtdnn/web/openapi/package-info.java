/** Completes the OpenAPI document: security, errors and the texts of fields. */
@NullMarked
package io.mtdnn.web.openapi;

import org.jspecify.annotations.NullMarked;
