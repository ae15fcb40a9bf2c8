package io.mtdnn.jobs.web;

import java.util.List;

import io.mtdnn.task.Fault;
import io.mtdnn.task.NameText;
import org.jspecify.annotations.Nullable;

/** Thrown for a request that is malformed. */
@SuppressWarnings("serial")
class BadRequestException extends RuntimeException {

	private final transient List<Fault> faults;

	BadRequestException(@Nullable String field, String message) {
		this(List.of(new Fault(field, message)));
	}

	BadRequestException(List<Fault> faults) {
		super(faults.get(0).message());
		this.faults = List.copyOf(faults);
	}

	/** Rejects text that databases cannot store unchanged; allows null. */
	static void requireStorable(String field, @Nullable String text) {
		if (!isStorable(text)) {
			throw new BadRequestException(List.of(notStorable(field)));
		}
	}

	static boolean isStorable(@Nullable String text) {
		return text == null || NameText.isStorable(text);
	}

	static Fault notStorable(String field) {
		return new Fault(field, "'" + field + "' must not contain U+0000 or unpaired surrogates.");
	}

	/** All faults, at least one. */
	List<Fault> faults() {
		return this.faults;
	}

}
