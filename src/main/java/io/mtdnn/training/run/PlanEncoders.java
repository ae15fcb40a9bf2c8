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
	 * @throws InvalidPlanException when it is unknown or cannot read rows of the plan's
	 * length
	 */
	Encoder of(TrainingPlan plan) {
		Path directory = directory(plan.encoder());
		EncoderConfig config = this.models.inspect(directory);
		plan.requireReadable(config.maxPositions());
		return new Encoder(directory, config, heads(plan, directory));
	}

	/**
	 * For each dataset whose task continues with a head, that head. If tasks share a head
	 * and one of them continues with a head of the model, all of them do.
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
	 * @throws InvalidPlanException when it cannot be used
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
	 * @param heads for each dataset whose task continues with a head, that head
	 */
	record Encoder(Path directory, EncoderConfig config, Map<String, Task> heads) {

	}

}
