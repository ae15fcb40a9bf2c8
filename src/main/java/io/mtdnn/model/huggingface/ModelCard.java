package io.mtdnn.model.huggingface;

import java.util.Map;

import io.mtdnn.model.ModelDescription;
import io.mtdnn.task.Task;

/** Creates the README of an exported head, which Hugging Face displays. */
final class ModelCard {

	private ModelCard() {
	}

	static String of(String name, String architecture, ModelDescription description, Task head) {
		StringBuilder card = new StringBuilder("---\nlibrary_name: transformers\npipeline_tag: %s\n---\n# %s\n\n"
			.formatted(TransformersHead.of(head).pipeline(), oneLine(name)));
		card.append("The `%s` head of a multi-task model, as `%s`. %s\n\n".formatted(head.name(), architecture,
				origin(description)));
		card.append("## Use\n\n").append(use(description, head));
		if (description.provenance().get("metrics") instanceof Map<?, ?> all
				&& all.get(head.name()) instanceof Map<?, ?> own) {
			card.append("\n## Evaluation\n\nIn %s; these weights are in fp32.\n\n| metric | value |\n|---|---|\n"
				.formatted(ModelDescription.evaluationPrecision(description.provenance())));
			own.forEach((metric, value) -> card.append("| %s | %s |\n".formatted(metric, value)));
		}
		training(description, card);
		return card
			.append("\n`mtdnn.json` contains all of this, with the hashes of the data and the software versions.\n")
			.toString();
	}

	private static String origin(ModelDescription description) {
		if (description.provenance().get("imported") instanceof Map<?, ?> origin) {
			return "It was imported, not trained by this service: %s `%s`, SHA-256 of its files `%s`."
				.formatted(origin.get("from"), oneLine(String.valueOf(origin.get("name"))), origin.get("sha256"));
		}
		return "It was trained from the encoder `%s` on: %s.".formatted(description.encoder(),
				String.join(", ", description.tasks().stream().map(Task::name).toList()));
	}

	/** The plan and the data of a model that was trained by this service. */
	private static void training(ModelDescription description, StringBuilder card) {
		if (description.provenance().get("plan") instanceof Map<?, ?> plan) {
			card.append("\n## Training\n\n| setting | value |\n|---|---|\n");
			plan.forEach((field, value) -> card
				.append("| %s | %s |\n".formatted(field, oneLine(String.valueOf(value)).replace("|", "\\|"))));
		}
		if (description.provenance().get("data") instanceof Map<?, ?> data) {
			card.append("\n| data | SHA-256 |\n|---|---|\n");
			data.forEach((file, hash) -> card.append("| %s | %s |\n".formatted(file, hash)));
		}
	}

	private static String use(ModelDescription description, Task head) {
		if (!TransformersHead.of(head).pooled()) {
			return """
					The answer is "" if the score of "" minus the score of the best span exceeds %s. The score of "" is the sum of
					the start and end logits of [CLS], the smallest over all windows. In training, windows had %d word pieces and
					started %d word pieces apart, and questions had at most %d word pieces.
					"""
				.formatted(description.nullThreshold(), description.maxSequenceLength(), description.docStride(),
						description.maxQuestionLength());
		}
		String rows = "Input rows have at most %d word pieces. ".formatted(description.maxSequenceLength());
		return rows + ((head.activation() != null) ? "The head has the layers that it was trained with.\n" : """
				The head is one linear layer on the hidden state of [CLS]. This class has two layers. The first one
				scales or shifts its input into the range in which its activation is the identity, so that both layers
				together compute the same as the head. For fine-tuning, start from the encoder instead.
				""");
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\s+", " ");
	}

}
