package io.mtdnn.experiments;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;

/** A well-formed experiment that cannot be carried out; every fault is named. */
public class ImpossibleExperimentException extends IllegalArgumentException {

	private final transient List<Fault> faults;

	/** Rejects an experiment for one or more faults. */
	public ImpossibleExperimentException(List<Fault> faults) {
		super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	/** Rejects an experiment for one field. */
	public ImpossibleExperimentException(String field, String message) {
		this(List.of(new Fault(field, message)));
	}

	/** Everything that is wrong. */
	public List<Fault> faults() {
		return this.faults;
	}

}
