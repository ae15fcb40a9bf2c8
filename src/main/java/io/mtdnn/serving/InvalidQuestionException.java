package io.mtdnn.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/** Thrown for an invalid request. The messages state what is allowed. */
public class InvalidQuestionException extends IllegalArgumentException {

	private final transient List<Fault> faults;

	public InvalidQuestionException(String field, @Nullable String message) {
		this(List.of(new Fault(field, message)));
	}

	public InvalidQuestionException(List<Fault> faults) {
		super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	/**
	 * Runs checks that do not depend on each other.
	 * @throws InvalidQuestionException with the faults of all checks
	 * @throws QuestionTooLargeException when the only fault is a text that exceeds its
	 * limit
	 */
	public static void check(Runnable... checks) {
		List<Fault> faults = new ArrayList<>();
		QuestionTooLargeException tooLarge = null;
		for (Runnable check : checks) {
			try {
				check.run();
			}
			catch (InvalidQuestionException ex) {
				faults.addAll(ex.faults());
			}
			catch (QuestionTooLargeException ex) {
				tooLarge = ex;
				faults.add(new Fault(ex.field(), ex.getMessage()));
			}
		}
		if (tooLarge != null && faults.size() == 1) {
			throw tooLarge;
		}
		if (!faults.isEmpty()) {
			throw new InvalidQuestionException(faults);
		}
	}

	/** All faults, at least one. */
	public List<Fault> faults() {
		return this.faults;
	}

	/** The first field at fault. */
	public @Nullable String field() {
		return this.faults.get(0).field();
	}

}
