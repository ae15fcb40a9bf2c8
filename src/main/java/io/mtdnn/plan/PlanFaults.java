package io.mtdnn.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/** Collects the faults of a plan, so that all are reported at once. */
public final class PlanFaults {

	private final List<Fault> faults = new ArrayList<>();

	private @Nullable InvalidPlanException first;

	/** Runs a check and collects its faults instead of throwing them. */
	public void check(Runnable check) {
		orNull(() -> {
			check.run();
			return null;
		});
	}

	/** Returns a value, or a substitute for later checks if it is at fault. */
	public <T> T orElse(Supplier<T> value, T otherwise) {
		try {
			return value.get();
		}
		catch (InvalidPlanException ex) {
			add(ex);
			return otherwise;
		}
	}

	/** Returns a value, or null if it is at fault. */
	public <T> @Nullable T orNull(Supplier<@Nullable T> value) {
		try {
			return value.get();
		}
		catch (InvalidPlanException ex) {
			add(ex);
			return null;
		}
	}

	public void add(@Nullable String field, @Nullable String message) {
		add(new InvalidPlanException(field, message));
	}

	public void add(InvalidPlanException ex) {
		this.first = (this.first != null) ? this.first : ex;
		ex.faults().stream().filter((fault) -> !this.faults.contains(fault)).forEach(this.faults::add);
	}

	/** Whether a field itself is at fault, rather than one of its elements. */
	public boolean has(String field) {
		return this.faults.stream().anyMatch((fault) -> field.equals(fault.field()));
	}

	/** All faults. */
	public List<Fault> all() {
		return List.copyOf(this.faults);
	}

	/** Whether there are no faults. */
	public boolean none() {
		return this.faults.isEmpty();
	}

	/** Whether these fields and their contents have no faults. */
	public boolean none(String... fields) {
		for (String field : fields) {
			if (this.faults.stream().anyMatch((fault) -> fault.isWithin(field))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Throws an exception if there are faults.
	 * @throws InvalidPlanException with all faults
	 */
	public void throwIfAny() {
		if (this.first != null) {
			throw new InvalidPlanException(this.faults, this.first.getCause());
		}
	}

	/**
	 * Throws an exception if there are faults.
	 * @throws InvalidPlanException with all faults, sorted
	 */
	public void throwIfAny(Comparator<Fault> order) {
		this.faults.sort(order);
		throwIfAny();
	}

}
