package io.mtdnn.registry.imports;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;

/** Thrown for a model that cannot be imported. */
public final class InvalidImportException extends RuntimeException {

	private final transient List<Fault> faults;

	private final boolean malformed;

	private InvalidImportException(List<Fault> faults, boolean malformed) {
		super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
		this.malformed = malformed;
	}

	/** A request that is invalid, whatever the model. */
	static InvalidImportException malformed(List<Fault> faults) {
		return new InvalidImportException(faults, true);
	}

	/** A model that cannot be used, or does not fit the request. */
	static InvalidImportException of(List<Fault> faults) {
		return new InvalidImportException(faults, false);
	}

	/** The same with one fault. */
	static InvalidImportException of(String field, String message) {
		return of(List.of(new Fault(field, message)));
	}

	public List<Fault> faults() {
		return this.faults;
	}

	/** Whether the request is invalid, whatever the model. */
	public boolean malformed() {
		return this.malformed;
	}

}
