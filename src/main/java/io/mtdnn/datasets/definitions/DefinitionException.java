package io.mtdnn.datasets.definitions;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;

/** An entry that is not a definition. */
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

	/** Everything that is wrong, with the field at fault. */
	public List<Fault> faults() {
		return this.faults;
	}

	private static String text(Fault fault) {
		return (fault.field() != null) ? fault.field() + ": " + fault.message() : fault.message();
	}

}
