package io.mtdnn.jobs.web;

import java.util.List;

import io.mtdnn.task.Fault;
import io.mtdnn.task.NameText;

/** A request that cannot be understood. */
@SuppressWarnings("serial")
class BadRequestException extends RuntimeException {

	private final transient List<Fault> faults;

	BadRequestException(String field, String message) {
		this(List.of(new Fault(field, message)));
	}

	BadRequestException(List<Fault> faults) {
		super(faults.get(0).message());
		this.faults = List.copyOf(faults);
	}

	/** Rejects a text that databases cannot hold as it is; null is allowed. */
	static void requireStorable(String field, String text) {
		if (!isStorable(text)) {
			throw new BadRequestException(List.of(notStorable(field)));
		}
	}

	static boolean isStorable(String text) {
		return text == null || NameText.isStorable(text);
	}

	static Fault notStorable(String field) {
		return new Fault(field, "'" + field + "' must have neither the character U+0000 nor unpaired surrogates.");
	}

	/** Everything that is wrong, at least one fault. */
	List<Fault> faults() {
		return this.faults;
	}

}
