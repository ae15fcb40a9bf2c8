package io.mtdnn.registry.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The earlier models of an alias. Each move adds one; a rollback removes the last one, so
 * the next rollback goes further back.
 */
final class AliasPath {

	private final Deque<AliasMove> steps = new ArrayDeque<>();

	/** The path that an alias has taken. */
	AliasPath(List<AliasMove> oldestFirst) {
		oldestFirst.forEach(this::take);
	}

	private void take(AliasMove move) {
		switch (move.kind()) {
			case MOVED -> {
				if (this.steps.isEmpty() || !to(this.steps.peek(), move.modelId())) {
					this.steps.push(move);
				}
			}
			case ROLLED_BACK -> {
				while (!this.steps.isEmpty() && !to(this.steps.peek(), move.modelId())) {
					this.steps.pop();
				}
			}
			case REMOVED, MODEL_DELETED -> {
				// the next move adds a step
			}
		}
	}

	private static boolean to(AliasMove move, @Nullable String modelId) {
		return Objects.equals(move.modelId(), modelId);
	}

	/**
	 * The step before the one to the current model.
	 * @param current id of the model that the alias points to
	 * @param exists whether a model still exists; deleted ones are skipped
	 */
	Optional<AliasMove> previous(String current, Predicate<String> exists) {
		return this.steps.stream()
			.dropWhile((step) -> !to(step, current))
			.filter((step) -> step.modelId() != null && !to(step, current) && exists.test(step.modelId()))
			.findFirst();
	}

}
