package io.mtdnn.training.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.WordPieceTokenizer;

/** Opens the encoders that plans name. */
final class PlanEncoders {

	private final EncoderCatalog encoders;

	private final ModelFactory models;

	private final TokenizerFactory tokenizers;

	PlanEncoders(EncoderCatalog encoders, ModelFactory models, TokenizerFactory tokenizers) {
		this.encoders = encoders;
		this.models = models;
		this.tokenizers = tokenizers;
	}

	/**
	 * The encoder of a plan.
	 * @throws InvalidPlanException if it cannot be used, or not with the plan's lengths
	 */
	Encoder of(TrainingPlan plan) {
		Path directory = directory(plan.encoder());
		EncoderConfig config = this.models.inspect(directory);
		plan.requireReadable(config.maxPositions());
		return new Encoder(directory, config, heads(plan, directory));
	}

	/**
	 * By dataset the head that its task continues with; a task that shares a head
	 * continues with it even if another task names it.
	 */
	private Map<String, Task> heads(TrainingPlan plan, Path directory) {
		if (plan.start() == null) {
			return Map.of();
		}
		ModelDescription description = this.models.describe(directory);
		Map<String, Task> byDataset = new LinkedHashMap<>();
		plan.continuedHeads().forEach((dataset, head) -> byDataset.put(dataset, description.task(head)));
		Map<String, Task> byHead = new HashMap<>();
		for (PlannedTask task : plan.tasks()) {
			Task head = byDataset.get(task.dataset());
			if (head != null) {
				byHead.putIfAbsent(task.headName(), head);
			}
		}
		for (PlannedTask task : plan.tasks()) {
			Task head = byHead.get(task.headName());
			if (head != null) {
				byDataset.putIfAbsent(task.dataset(), head);
			}
		}
		return byDataset;
	}

	private Path directory(String encoder) {
		try {
			return this.encoders.directory(encoder);
		}
		catch (RuntimeException ex) {
			throw new InvalidPlanException("encoder", ex.getMessage(), ex);
		}
	}

	/**
	 * The tokenizer in an encoder's directory.
	 * @throws InvalidPlanException if it cannot be used
	 */
	WordPieceTokenizer tokenizer(TrainingPlan plan, Path directory) {
		try {
			return (plan.start() != null) ? this.tokenizers.openBundle(directory) : this.tokenizers.open(directory);
		}
		catch (TokenizerException ex) {
			throw new InvalidPlanException("encoder",
					"encoder '" + plan.encoder() + "' cannot be used: " + ex.getMessage(), ex);
		}
	}

	/**
	 * The plan's encoder and the content of its directory.
	 *
	 * @param heads by dataset the head that its task continues with
	 */
	record Encoder(Path directory, EncoderConfig config, Map<String, Task> heads) {

	}

}
