package io.mtdnn.web.json;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;

/**
 * A request's body that can be read again.
 *
 * @param type type that it is bound to
 */
record KeptBody(HttpHeaders headers, byte[] bytes, Type type) implements HttpInputMessage {

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.bytes);
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

}
