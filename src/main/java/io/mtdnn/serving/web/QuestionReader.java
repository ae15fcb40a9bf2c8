package io.mtdnn.serving.web;

import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.answers.QuestionPipeline.Item;
import io.mtdnn.web.UnreadableBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** Reads questions that come many at a time: what is wrong with one concerns it alone. */
@Component
class QuestionReader {

	private final JsonMapper mapper;

	QuestionReader(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * A question of a list or a stream.
	 * @param number its place, from 0
	 * @param defaults fields for all; null for none
	 */
	Item<Tag> item(int number, JsonNode json, QaRequest defaults) {
		JsonNode id = (json instanceof ObjectNode object) ? object.remove("id") : null;
		Tag tag = new Tag(number, id);
		try {
			QaRequest request = request(json);
			return new Item<>(tag, ((defaults != null) ? request.over(defaults) : request).toQuestion(), null);
		}
		catch (InvalidQuestionException ex) {
			return new Item<>(tag, null, ex);
		}
	}

	/** A question of a stream, from the bytes of its line. */
	Item<Tag> line(int number, byte[] line) {
		try {
			return item(number, this.mapper.readTree(line), null);
		}
		catch (JacksonException ex) {
			return new Item<>(new Tag(number, null), null,
					new InvalidQuestionException("line", "the line is not JSON: " + ex.getOriginalMessage()));
		}
	}

	/** A question alone. */
	Question question(JsonNode json) {
		return request(json).toQuestion();
	}

	private QaRequest request(JsonNode json) {
		if (!(json instanceof ObjectNode)) {
			throw new InvalidQuestionException("question", "an object with 'question' and 'context' is expected");
		}
		try {
			return this.mapper.treeToValue(json, QaRequest.class);
		}
		catch (JacksonException ex) {
			throw new InvalidQuestionException(UnreadableBody.path(ex), UnreadableBody.message(ex));
		}
	}

	/**
	 * Tells a question of many from the others.
	 *
	 * @param index its place, from 0
	 * @param id what the client calls it; null when it does not
	 */
	record Tag(int index, JsonNode id) {

	}

}
