/** Completes the OpenAPI document: security, errors and the texts of fields. */
package io.mtdnn.web.openapi;
