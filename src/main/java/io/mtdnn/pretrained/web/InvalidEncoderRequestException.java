package io.mtdnn.pretrained.web;

import java.util.List;

import io.mtdnn.task.Fault;

/** Thrown for a request whose fields are invalid. */
@SuppressWarnings("serial")
final class InvalidEncoderRequestException extends RuntimeException {

	private final List<Fault> faults;

	InvalidEncoderRequestException(List<Fault> faults) {
		super(faults.size() + " faults");
		this.faults = List.copyOf(faults);
	}

	List<Fault> faults() {
		return this.faults;
	}

}
