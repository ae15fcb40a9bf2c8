package io.mtdnn.web;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

/**
 * Requests whose bodies are read as streams, never held in memory, and may therefore be
 * larger than others. A bean of a module that has such requests.
 */
@FunctionalInterface
public interface StreamedBodies {

	/** The bound of a request's body; empty when the usual one applies. */
	Optional<Bound> bound(HttpServletRequest request);

	/**
	 * Whether a request has a method and an address.
	 * @param path regular expression of the address, without the context path
	 */
	static boolean isAt(HttpServletRequest request, HttpMethod method, String path) {
		return method.matches(request.getMethod())
				&& request.getRequestURI().substring(request.getContextPath().length()).matches(path);
	}

	/**
	 * A bound.
	 *
	 * @param setting the setting that it comes from
	 */
	record Bound(DataSize size, String setting) {

	}

}
