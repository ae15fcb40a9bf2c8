package io.mtdnn.evaluation.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.task.Fault;
import tools.jackson.databind.JsonNode;

/** Reads ids and gold answers from a SQuAD document. */
final class SquadGolds {

	private static final int MOST_FAULTS = 20;

	private final Map<String, List<String>> golds = new LinkedHashMap<>();

	private final List<Fault> faults = new ArrayList<>();

	/** Reads a document; {@link #faults} contains its faults. */
	static SquadGolds read(JsonNode document) {
		SquadGolds golds = new SquadGolds();
		each(document, "data", "dataset", golds, (article, at) -> each(article, "paragraphs", at, golds,
				(paragraph, place) -> each(paragraph, "qas", place, golds, golds::question)));
		return golds;
	}

	private static void each(JsonNode parent, String name, String at, SquadGolds golds, Reading reading) {
		JsonNode list = parent.path(name);
		if (!list.isArray()) {
			golds.fault(at + "." + name, "a list is expected");
			return;
		}
		for (int i = 0; i < list.size(); i++) {
			reading.read(list.get(i), "%s.%s[%d]".formatted(at, name, i));
		}
	}

	private void question(JsonNode question, String at) {
		JsonNode id = question.path("id");
		List<String> answers = new ArrayList<>();
		each(question, "answers", at, this, (answer, place) -> {
			if (answer.path("text").isString()) {
				answers.add(answer.path("text").stringValue());
			}
			else {
				fault(place + ".text", "a string is expected");
			}
		});
		if (!id.isString()) {
			fault(at + ".id", "a string is expected");
		}
		else if (this.golds.put(id.stringValue(), answers) != null) {
			fault(at + ".id", "an earlier question has the same id");
		}
	}

	private void fault(String field, String message) {
		if (this.faults.size() < MOST_FAULTS) {
			this.faults.add(new Fault(field, message));
		}
	}

	/** Per question id its gold answers, in the document's order. */
	Map<String, List<String>> golds() {
		return this.golds;
	}

	/** The first faults; empty if the document is a valid SQuAD document. */
	List<Fault> faults() {
		return this.faults;
	}

	/** Reads part of an element. */
	private interface Reading {

		void read(JsonNode element, String at);

	}

}
