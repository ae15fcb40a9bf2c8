package io.mtdnn.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.mtdnn.task.Fault;

/** Collects what is wrong with a plan, so that a user learns of everything at once. */
public final class PlanFaults {

	private final List<Fault> faults = new ArrayList<>();

	private InvalidPlanException first;

	/** Runs a check whose failure does not keep the others from being made. */
	public void check(Runnable check) {
		orElse(() -> {
			check.run();
			return null;
		}, null);
	}

	/** A value, or what stands for it in the checks that follow. */
	public <T> T orElse(Supplier<T> value, T otherwise) {
		try {
			return value.get();
		}
		catch (InvalidPlanException ex) {
			add(ex);
			return otherwise;
		}
	}

	public void add(String field, String message) {
		add(new InvalidPlanException(field, message));
	}

	public void add(InvalidPlanException ex) {
		this.first = (this.first != null) ? this.first : ex;
		ex.faults().stream().filter((fault) -> !this.faults.contains(fault)).forEach(this.faults::add);
	}

	/** Whether a field itself is at fault, rather than something in it. */
	public boolean has(String field) {
		return this.faults.stream().anyMatch((fault) -> field.equals(fault.field()));
	}

	/** Everything that is wrong. */
	public List<Fault> all() {
		return List.copyOf(this.faults);
	}

	/** Whether nothing is wrong at all. */
	public boolean none() {
		return this.faults.isEmpty();
	}

	/** Whether nothing is wrong with these fields, what they hold included. */
	public boolean none(String... fields) {
		for (String field : fields) {
			if (this.faults.stream().anyMatch((fault) -> fault.isWithin(field))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * @throws InvalidPlanException with all faults, when there is one
	 */
	public void throwIfAny() {
		if (!this.faults.isEmpty()) {
			throw new InvalidPlanException(this.faults, this.first.getCause());
		}
	}

	/**
	 * @throws InvalidPlanException with all faults in an order, when there is one
	 */
	public void throwIfAny(Comparator<Fault> order) {
		this.faults.sort(order);
		throwIfAny();
	}

}
