package io.mtdnn.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.mtdnn.Patience;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A connection for requests that no client library would send. */
final class RawConnection implements AutoCloseable {

	private final Socket socket;

	RawConnection(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setSoTimeout((int) Patience.LIMIT.toMillis());
	}

	/** Sends a request line and headers, with a host, and the bytes after them. */
	RawConnection send(String requestLine, String headers, String body) throws IOException {
		String lines = headers.isEmpty() ? "" : headers + "\r\n";
		return send(requestLine + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n" + body);
	}

	RawConnection send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(ISO_8859_1));
		this.socket.getOutputStream().flush();
		return this;
	}

	/** The next response; bodies must have a length or be chunked. */
	Answer answer() throws IOException {
		String[] head = head().split("\r\n");
		Map<String, String> headers = Arrays.stream(head)
			.skip(1)
			.map((line) -> line.split(": ?", 2))
			.collect(Collectors.toMap((line) -> line[0].toLowerCase(Locale.ROOT), (line) -> line[1], (a, b) -> b));
		InputStream in = this.socket.getInputStream();
		StringBuilder body = new StringBuilder();
		if (headers.containsKey("content-length")) {
			body.append(new String(in.readNBytes(Integer.parseInt(headers.get("content-length"))), ISO_8859_1));
		}
		else if (headers.containsKey("transfer-encoding")) {
			while (body.indexOf("\r\n0\r\n\r\n") < 0) {
				body.append((char) in.read());
			}
		}
		return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers, body.toString());
	}

	private String head() throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
			int next = this.socket.getInputStream().read();
			if (next < 0) {
				throw new IOException("The connection ended within the headers: " + head.toString(ISO_8859_1));
			}
			head.write(next);
		}
		return head.toString(ISO_8859_1);
	}

	boolean hasAnswer() throws IOException {
		return this.socket.getInputStream().available() > 0;
	}

	/** Whether the service closes the connection without a further byte; waits for it. */
	boolean isClosed() throws IOException {
		return this.socket.getInputStream().read() < 0;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/** A response. */
	record Answer(int status, Map<String, String> headers, String body) {

	}

}
