package io.mtdnn.evaluation.web;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;

/** Thrown for predictions that cannot be evaluated. */
class InvalidEvaluationException extends RuntimeException {

	private final transient List<Fault> faults;

	InvalidEvaluationException(List<Fault> faults) {
		super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	List<Fault> faults() {
		return this.faults;
	}

}
