/** Binds the JSON of requests and finds every fault in it. */
package io.mtdnn.web.json;
