package io.mtdnn.datasets.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.DatasetNotFoundException;
import io.mtdnn.datasets.definitions.DatasetDefinition;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.task.Fault;

/**
 * All declared datasets by name. Of two with the same name the first source's is used.
 */
final class Definitions {

	private final List<Supplier<List<Declared>>> sources;

	/**
	 * Datasets of several sources, each of which may change.
	 * @param sources the most trusted first
	 */
	Definitions(List<Supplier<List<Declared>>> sources) {
		this.sources = List.copyOf(sources);
	}

	/** All declarations by name. */
	Map<String, Declared> all() {
		Map<String, Declared> all = new TreeMap<>();
		for (Supplier<List<Declared>> source : this.sources) {
			for (Declared declared : source.get()) {
				Declared first = all.putIfAbsent(declared.name(), declared);
				if (first != null) {
					all.put(declared.name(), withHidden(first, declared));
				}
			}
		}
		return all;
	}

	private static Declared withHidden(Declared first, Declared hidden) {
		List<Fault> faults = new ArrayList<>(first.faults());
		faults.add(new Fault(null, "hides " + hidden.source() + ", which declares the same name"));
		return new Declared(first.name(), first.definition(), first.source(), faults);
	}

	/** Names of the datasets that can be trained on, sorted. */
	List<String> names() {
		return all().values()
			.stream()
			.filter((declared) -> declared.definition() == null || !declared.definition().evaluationOnly())
			.map(Declared::name)
			.toList();
	}

	/** Names of the datasets whose publishers' files are expected, sorted. */
	List<String> official() {
		return all().values()
			.stream()
			.filter((declared) -> declared.definition() != null && declared.definition().origin() == Origin.OFFICIAL)
			.map(Declared::name)
			.toList();
	}

	/**
	 * A definition.
	 * @throws DatasetException when it does not exist or has faults
	 */
	DatasetDefinition get(String name) {
		Declared declared = all().get(name);
		if (declared == null) {
			throw new DatasetNotFoundException(name, names());
		}
		if (declared.definition() == null) {
			throw new DatasetException(name,
					"dataset '" + name + "' cannot be used: " + String.join("; ", declared.messages()));
		}
		return declared.definition();
	}

	/**
	 * The definition whose task a dataset belongs to: its own, or that of the dataset it
	 * evaluates.
	 */
	DatasetDefinition trained(DatasetDefinition dataset) {
		String name = dataset.evaluationOf();
		if (name == null) {
			return dataset;
		}
		DatasetDefinition trained = get(name);
		if (trained.evaluationOnly() || trained.head() != dataset.head()) {
			throw new DatasetException(dataset.name(),
					"dataset '" + dataset.name() + "' cannot evaluate '" + trained.name() + "', which "
							+ (trained.evaluationOnly() ? "cannot be trained on" : "has another kind of head"));
		}
		return trained;
	}

}
