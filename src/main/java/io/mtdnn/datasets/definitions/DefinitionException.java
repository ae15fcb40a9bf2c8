package io.mtdnn.datasets.definitions;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/** Thrown for an entry that is not a valid definition. */
public class DefinitionException extends RuntimeException {

	private final transient List<Fault> faults;

	/** One fault. */
	public DefinitionException(String field, String message) {
		this(List.of(new Fault(field, message)));
	}

	DefinitionException(List<Fault> faults) {
		super(faults.stream().map(DefinitionException::text).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	/** All faults with their fields. */
	public List<Fault> faults() {
		return this.faults;
	}

	private static @Nullable String text(Fault fault) {
		return (fault.field() != null) ? fault.field() + ": " + fault.message() : fault.message();
	}

}
