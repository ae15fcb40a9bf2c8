package io.mtdnn.task;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a request.
 *
 * @param field JSON path, parameter or header at fault, such as {@code tasks[1].weight};
 * null if the fault concerns the whole request
 * @param message the fault and the allowed values
 */
public record Fault(@Nullable String field, @Nullable String message) {

	/** Whether this fault is at a field or below it. */
	public boolean isWithin(String path) {
		return this.field != null && this.field.startsWith(path)
				&& (this.field.length() == path.length() || ".[".indexOf(this.field.charAt(path.length())) >= 0);
	}

}
