package io.mtdnn.replays;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.task.Fault;

/**
 * Thrown when a capsule is malformed, or cannot be repeated here; every fault is named.
 */
@SuppressWarnings("serial")
public class InvalidCapsuleException extends IllegalArgumentException {

	private final transient List<Fault> faults;

	public InvalidCapsuleException(List<Fault> faults) {
		super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	/** All faults. */
	public List<Fault> faults() {
		return this.faults;
	}

}
