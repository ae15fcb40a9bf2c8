package io.mtdnn.tokenization.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.mtdnn.tokenization.RowTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Determines the structure of rows from the {@code post_processor} of a
 * {@code tokenizer.json}.
 */
final class PostProcessor {

	private static final String PAIR = "pair";

	private static final int NOT_FOUND = -1;

	private PostProcessor() {
	}

	/**
	 * The structure of the rows; empty if there is no post-processor, or if it does more
	 * than put special tokens around texts.
	 */
	static Optional<RowTemplate> rows(JsonNode processor) {
		return switch (processor.path("type").asString("")) {
			case "BertProcessing" -> Optional.of(RowTemplate.bert(id(processor, "cls"), id(processor, "sep")));
			case "RobertaProcessing" -> Optional.of(RowTemplate.roberta(id(processor, "cls"), id(processor, "sep")));
			case "TemplateProcessing" -> template(processor);
			case "Sequence" ->
				processor.path("processors").valueStream().flatMap((one) -> rows(one).stream()).findFirst();
			default -> Optional.empty();
		};
	}

	private static int id(JsonNode processor, String token) {
		return processor.path(token).path(1).asInt(NOT_FOUND);
	}

	private static Optional<RowTemplate> template(JsonNode processor) {
		List<Part> pair = parts(processor, PAIR);
		int first = pair.indexOf(new Part("A", 0, NOT_FOUND));
		int second = Math.max(pair.indexOf(new Part("B", 0, NOT_FOUND)), pair.indexOf(new Part("B", 1, NOT_FOUND)));
		if (first < 1 || second <= first + 1 || second == pair.size() - 1) {
			return Optional.empty();
		}
		boolean typed = pair.get(second).type() == 1;
		RowTemplate rows = new RowTemplate(ids(pair.subList(0, first)), ids(pair.subList(first + 1, second)),
				ids(pair.subList(second + 1, pair.size())), typed);
		List<Part> single = new ArrayList<>(pair.subList(0, first + 1));
		pair.subList(second + 1, pair.size()).forEach((part) -> single.add(new Part(part.text(), 0, part.id())));
		boolean consistent = single.equals(parts(processor, "single"))
				&& pair.subList(0, second).stream().allMatch((part) -> part.type() == 0)
				&& pair.subList(second, pair.size()).stream().allMatch((part) -> part.type() == (typed ? 1 : 0));
		return consistent ? Optional.of(rows) : Optional.empty();
	}

	private static int[] ids(List<Part> parts) {
		return parts.stream().mapToInt(Part::id).toArray();
	}

	private static List<Part> parts(JsonNode processor, String kind) {
		List<Part> parts = new ArrayList<>();
		for (JsonNode part : processor.path(kind)) {
			JsonNode text = part.path("Sequence");
			JsonNode special = part.path("SpecialToken");
			if (text.isObject()) {
				parts.add(new Part(text.path("id").asString(""), text.path("type_id").asInt(0), NOT_FOUND));
			}
			else {
				processor.path("special_tokens")
					.path(special.path("id").asString(""))
					.path("ids")
					.forEach((id) -> parts.add(new Part("", special.path("type_id").asInt(0), id.asInt(NOT_FOUND))));
			}
		}
		return parts;
	}

	/**
	 * A text or a special token.
	 *
	 * @param text A or B; empty for a special token
	 * @param type its token type
	 * @param id id of the special token; -1 for a text
	 */
	private record Part(String text, int type, int id) {

	}

}
