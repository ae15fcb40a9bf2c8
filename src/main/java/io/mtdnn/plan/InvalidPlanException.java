package io.mtdnn.plan;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a request that does not define a valid plan. Contains all faults of the
 * request.
 */
public class InvalidPlanException extends RuntimeException {

	private final transient List<Fault> faults;

	public InvalidPlanException(@Nullable String field, @Nullable String message) {
		this(field, message, null);
	}

	public InvalidPlanException(@Nullable String field, @Nullable String message, @Nullable Throwable cause) {
		this(List.of(new Fault(field, message)), cause);
	}

	public InvalidPlanException(List<Fault> faults, @Nullable Throwable cause) {
		super((faults.size() == 1) ? faults.get(0).message() : describe(faults), cause);
		this.faults = List.copyOf(faults);
	}

	/** All faults, at least one. */
	public List<Fault> faults() {
		return this.faults;
	}

	/** Path of the first field at fault, such as {@code tasks[1].weight}. */
	public @Nullable String field() {
		return this.faults.get(0).field();
	}

	/** All faults with their fields, as one line. */
	public String describe() {
		return describe(this.faults);
	}

	private static String describe(List<Fault> faults) {
		return faults.stream().map((fault) -> fault.field() + ": " + fault.message()).collect(Collectors.joining("; "));
	}

}
