package io.mtdnn.serving.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.mtdnn.serving.Document;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.answers.QuestionPipeline.Item;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Reads one or several questions. A fault in one of several questions affects only this
 * question.
 */
@Component
class QuestionReader {

	private static final QaTexts NO_TEXTS = new QaTexts(null, null, null, null);

	private final JsonMapper mapper;

	QuestionReader(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Reads a question of a list or a stream.
	 * @param number position of the question, from 0
	 * @param texts texts of all questions; null if they have none in common
	 * @param options options of all questions
	 */
	Item<Tag> item(int number, JsonNode json, @Nullable QaTexts texts, QuestionOptions options) {
		JsonNode id = (json instanceof ObjectNode object) ? object.remove("id") : null;
		Tag tag = new Tag(number, id);
		try {
			return new Item<>(tag, read(json, (texts != null) ? texts : NO_TEXTS, options).question(), null);
		}
		catch (InvalidQuestionException ex) {
			return new Item<>(tag, null, ex);
		}
	}

	/** Reads a question of a stream from the bytes of its line. */
	Item<Tag> line(int number, byte[] line) {
		try {
			return item(number, this.mapper.readTree(line), null, QuestionOptions.DEFAULT);
		}
		catch (JacksonException ex) {
			return new Item<>(new Tag(number, null), null,
					new InvalidQuestionException("line", "the line is not JSON: " + ex.getOriginalMessage()));
		}
	}

	/**
	 * Reads a single question.
	 * @throws InvalidQuestionException naming every field at fault
	 */
	Asked question(JsonNode json) {
		return read(json, NO_TEXTS, QuestionOptions.DEFAULT);
	}

	/**
	 * Reads the parts of a batch.
	 * @throws InvalidQuestionException naming every field at fault
	 */
	QaBatchRequest batch(JsonNode json) {
		RequestFields fields = fields(json, "questions");
		QaBatchRequest.Many many = fields.take(QaBatchRequest.Many.class);
		QaBatchRequest.Shared shared = fields.take(QaBatchRequest.Shared.class);
		QuestionOptions options = fields.take(QuestionOptions.class);
		fields.check();
		return new QaBatchRequest(Objects.requireNonNull(many), Objects.requireNonNull(shared),
				Objects.requireNonNull(options));
	}

	private Asked read(JsonNode json, QaTexts texts, QuestionOptions options) {
		RequestFields fields = fields(json, "question");
		QaTexts own = fields.take(QaTexts.class);
		QuestionOptions ownOptions = fields.take(QuestionOptions.class);
		HostedShape hosted = fields.take(HostedShape.class);
		fields.check();
		HostedShape.Inputs inputs = Objects.requireNonNull(hosted).inputs();
		QaTexts asked = (inputs != null) ? inputs.texts() : Objects.requireNonNull(own).over(texts);
		if (inputs != null && !NO_TEXTS.equals(own)) {
			throw new InvalidQuestionException("inputs",
					"give question and context either in 'inputs' or as fields of the request, not both");
		}
		QuestionOptions all = over(hosted.parameters(), over(ownOptions, options));
		return new Asked(new Question(QaTexts.given(asked.question()), texts(asked, all), all), inputs != null);
	}

	/**
	 * Reads the texts. If they are at fault, the options are not checked later, so their
	 * faults are added here.
	 */
	private static List<Document> texts(QaTexts asked, QuestionOptions options) {
		try {
			return asked.texts();
		}
		catch (InvalidQuestionException ex) {
			throw new InvalidQuestionException(Stream.concat(ex.faults().stream(), options.faults().stream()).toList());
		}
	}

	private RequestFields fields(JsonNode json, String field) {
		if (json instanceof ObjectNode object) {
			return new RequestFields(this.mapper, object);
		}
		throw new InvalidQuestionException(field, "an object with '%s' and 'context' is expected".formatted(field));
	}

	/** Completes options with others. */
	private QuestionOptions over(@Nullable QuestionOptions first, QuestionOptions others) {
		if (first == null || others.equals(QuestionOptions.DEFAULT)) {
			return (first != null) ? first : others;
		}
		ObjectNode merged = this.mapper.valueToTree(others);
		ObjectNode given = this.mapper.valueToTree(first);
		given.propertyStream()
			.filter((option) -> !option.getValue().isNull())
			.forEach((option) -> merged.set(option.getKey(), option.getValue()));
		return this.mapper.treeToValue(merged, QuestionOptions.class);
	}

	/**
	 * A question as it was received.
	 *
	 * @param hosted whether it has the shape of the hosted Hugging Face API
	 */
	record Asked(Question question, boolean hosted) {

		/**
		 * Whether the response is a list of answers, as that of the hosted Hugging Face
		 * API for a {@code top_k} above 1.
		 */
		boolean wantsList() {
			Integer topK = this.question.options().topK();
			return this.hosted && topK != null && topK > 1;
		}

	}

	/**
	 * Identifies one of several questions.
	 *
	 * @param index position of the question, from 0
	 * @param id the client's id of the question; null if it has none
	 */
	record Tag(int index, @Nullable JsonNode id) {

	}

}
