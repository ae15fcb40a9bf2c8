package io.mtdnn.model.torch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.safetensors.SafeTensors;
import org.jspecify.annotations.Nullable;

/** Saves and restores weights and optimiser state as one safetensors file. */
record TrainingState(OptimizerKind optimizer, Collection<LearningSegment> segments) {

	private static final String KIND = "optimizer";

	private static final String PRODUCTS = "products";

	private static final String ATTENTION = "attention";

	/**
	 * The arithmetic, which affects the last bits of all results.
	 *
	 * @param products the method of multiplying matrices
	 * @param attention how attention is computed, and where; null in older checkpoints
	 */
	record Arithmetic(String products, @Nullable String attention) {

	}

	/** Saves the state. */
	void save(Path file, Arithmetic arithmetic) {
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put(PRODUCTS, arithmetic.products());
		metadata.put(ATTENTION, Objects.requireNonNull(arithmetic.attention()));
		metadata.put(KIND, this.optimizer.name());
		this.segments.forEach((segment) -> segment.exportState(tensors, metadata));
		SafeTensors.write(file, tensors, metadata);
	}

	/**
	 * Restores a saved state and returns its arithmetic.
	 * @throws ModelFormatException when the state is that of another model or optimiser
	 */
	Arithmetic restore(Path file) {
		try (SafeTensors state = SafeTensors.open(file)) {
			String kind = state.metadata().get(KIND);
			if (!this.optimizer.name().equals(kind)) {
				throw new ModelFormatException(file + ": state of the optimiser " + kind + ", not " + this.optimizer);
			}
			requireSame(file, names(LearningSegment::tensorNames), state.shapes().keySet());
			Set<String> metadata = new TreeSet<>(state.metadata().keySet());
			metadata.remove(ATTENTION);
			requireSame(file, metadataNames(), metadata);
			this.segments.forEach((segment) -> segment.importState(state::floats, state.metadata()));
			return new Arithmetic(Objects.requireNonNull(state.metadata().get(PRODUCTS)),
					state.metadata().get(ATTENTION));
		}
	}

	private Set<String> names(Function<LearningSegment, Stream<String>> names) {
		return this.segments.stream().flatMap(names).collect(Collectors.toSet());
	}

	private Set<String> metadataNames() {
		Set<String> names = names((segment) -> Stream.of(segment.stepsName()));
		names.addAll(Set.of(PRODUCTS, KIND));
		return names;
	}

	private static void requireSame(Path file, Set<String> expected, Set<String> actual) {
		if (!expected.equals(actual)) {
			Set<String> missing = new TreeSet<>(expected);
			missing.removeAll(actual);
			Set<String> foreign = new TreeSet<>(actual);
			foreign.removeAll(expected);
			throw new ModelFormatException(
					file + ": state of a different model; missing: " + missing + ", not expected: " + foreign);
		}
	}

}
