package io.mtdnn.datasets.definitions;

import java.util.List;

import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A declared dataset, possibly with faults.
 *
 * @param name its name, or, when it has none that can be read, its folder's
 * @param definition null when the declaration has faults
 * @param source where it is declared
 * @param faults the faults of the declaration
 */
public record Declared(String name, @Nullable DatasetDefinition definition, String source, List<Fault> faults) {

	/** A dataset with a definition. */
	public static Declared of(DatasetDefinition definition, String source) {
		return new Declared(definition.name(), definition, source, List.of());
	}

	/** A dataset whose declaration has faults. */
	public static Declared faulty(String name, String source, List<Fault> faults) {
		return new Declared(name, null, source, List.copyOf(faults));
	}

	/** A sentence about each fault. */
	public List<String> messages() {
		return this.faults.stream()
			.map((fault) -> this.source + ((fault.field() != null) ? ", " + fault.field() + ": " : " ")
					+ fault.message())
			.toList();
	}

}
