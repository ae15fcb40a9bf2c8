package io.mtdnn.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the bytes of a body, announced or chunked. Streams of lines ({@code application/x-ndjson}) have no end to bound;
 * whoever reads them bounds each line.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

	private final DataSize limit;

	private final ProblemWriter writer;

	BodyLimitFilter(DataSize limit, ProblemWriter writer) {
		this.limit = limit;
		this.writer = writer;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isStream(request)) {
			chain.doFilter(request, response);
		}
		else if (request.getContentLengthLong() > this.limit.toBytes()) {
			this.writer.write(response, new BodyTooLargeException(this.limit).problem());
		}
		else {
			chain.doFilter(new LimitedRequest(request, this.limit), response);
		}
	}

	private static boolean isStream(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.startsWith(MediaType.APPLICATION_NDJSON_VALUE);
	}

	/** A request whose body ends with an exception at the limit. */
	private static final class LimitedRequest extends HttpServletRequestWrapper {

		private final DataSize limit;

		LimitedRequest(HttpServletRequest request, DataSize limit) {
			super(request);
			this.limit = limit;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new LimitedStream(super.getInputStream(), this.limit);
		}

	}

	/** Counts what is read. */
	private static final class LimitedStream extends ServletInputStream {

		private final ServletInputStream body;

		private final DataSize limit;

		private long read;

		LimitedStream(ServletInputStream body, DataSize limit) {
			this.body = body;
			this.limit = limit;
		}

		@Override
		public int read() throws IOException {
			int next = this.body.read();
			count((next >= 0) ? 1 : 0);
			return next;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int count = this.body.read(buffer, offset, length);
			count(count);
			return count;
		}

		private void count(int more) throws IOException {
			this.read += Math.max(0, more);
			if (this.read > this.limit.toBytes()) {
				throw new BodyTooLargeException(this.limit);
			}
		}

		@Override
		public boolean isFinished() {
			return this.body.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.body.setReadListener(listener);
		}

	}

}
