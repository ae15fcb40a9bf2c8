package io.mtdnn.web.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose body is read through a {@link BodyStream}. */
final class BodyRequest extends HttpServletRequestWrapper {

	private final BodyStream body;

	BodyRequest(HttpServletRequest request, BodyStream body) {
		super(request);
		this.body = body;
	}

	@Override
	public ServletInputStream getInputStream() {
		return this.body;
	}

	@Override
	public BufferedReader getReader() throws IOException {
		String encoding = getCharacterEncoding();
		return new BufferedReader(new InputStreamReader(this.body,
				(encoding != null) ? Charset.forName(encoding) : StandardCharsets.UTF_8));
	}

}
