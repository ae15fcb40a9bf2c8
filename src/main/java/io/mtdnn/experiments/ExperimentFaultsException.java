package io.mtdnn.experiments;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;

/** Thrown for an invalid request; names every fault. */
public class ExperimentFaultsException extends IllegalArgumentException {

	private final transient List<Fault> faults;

	/** Rejects a request for one or more faults. */
	public ExperimentFaultsException(List<Fault> faults) {
		super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	/** Rejects a request for one field. */
	public ExperimentFaultsException(String field, String message) {
		this(List.of(new Fault(field, message)));
	}

	/** All faults. */
	public List<Fault> faults() {
		return this.faults;
	}

}
