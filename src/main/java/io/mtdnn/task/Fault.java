package io.mtdnn.task;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param field JSON path, parameter or header at fault, such as {@code tasks[1].weight};
 * null for the request as a whole
 * @param message what is wrong and what is allowed
 */
public record Fault(@Nullable String field, @Nullable String message) {

	/** Whether this fault lies at a field or below it. */
	public boolean isWithin(String path) {
		return this.field != null && this.field.startsWith(path)
				&& (this.field.length() == path.length() || ".[".indexOf(this.field.charAt(path.length())) >= 0);
	}

}
