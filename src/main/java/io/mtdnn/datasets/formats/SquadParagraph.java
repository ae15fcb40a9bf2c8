package io.mtdnn.datasets.formats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.reading.RowFormatException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the paragraphs of one SQuAD file and checks every answer against its context. */
final class SquadParagraph {

	private final Rows rows;

	private final boolean unanswerable;

	private final Part part;

	private final Set<String> ids = new HashSet<>();

	private @Nullable String article;

	SquadParagraph(Rows rows, boolean unanswerable, Part part) {
		this.rows = rows;
		this.unanswerable = unanswerable;
		this.part = part;
	}

	/** Sets the title of the article whose paragraphs follow; null if it has none. */
	void article(@Nullable String title) {
		this.article = title;
	}

	/** Reads the questions of a paragraph; {@code path} is its place in the file. */
	void read(JsonNode paragraph, String path) {
		try {
			String context = text(paragraph, "context", "");
			if (!this.part.has(context)) {
				return;
			}
			JsonNode questions = array(paragraph, "qas", "");
			for (int i = 0; i < questions.size(); i++) {
				readQuestion(questions.get(i), context, path + ".qas[" + i + "]");
			}
		}
		catch (RowFormatException ex) {
			this.rows.malformed(path, ex);
		}
	}

	private void readQuestion(JsonNode question, String context, String path) {
		try {
			this.rows.add(path, example(question, context));
		}
		catch (RowFormatException ex) {
			this.rows.malformed(path, ex);
		}
	}

	private SpanExample example(JsonNode question, String context) throws RowFormatException {
		String id = text(question, "id", "");
		String text = text(question, "question", "");
		List<GoldAnswer> answers = new ArrayList<>();
		JsonNode golds = array(question, "answers", "");
		for (int i = 0; i < golds.size(); i++) {
			answers.add(answer(golds.get(i), context, ".answers[" + i + "]"));
		}
		requireAnswers(question.get("is_impossible"), answers.size());
		if (!this.ids.add(id)) {
			throw new RowFormatException(".id", "an id that no earlier question has", RowFormatException.quote(id));
		}
		return new SpanExample(id, context, text, answers, this.article);
	}

	private void requireAnswers(@Nullable JsonNode impossible, int answers) throws RowFormatException {
		if (impossible != null && !impossible.isBoolean()) {
			throw new RowFormatException(".is_impossible", "true or false", impossible.toString());
		}
		boolean none = impossible != null && impossible.booleanValue();
		if (none && !this.unanswerable) {
			throw new RowFormatException(".is_impossible", "a question with an answer (version 1.1)", "true");
		}
		if (none != (answers == 0)) {
			throw new RowFormatException(".answers", none ? "none, because is_impossible is true" : "an answer",
					answers + "");
		}
	}

	private static GoldAnswer answer(JsonNode answer, String context, String at) throws RowFormatException {
		String text = text(answer, "text", at);
		JsonNode start = answer.get("answer_start");
		if (start == null || !start.isInt()) {
			throw new RowFormatException(at + ".answer_start", "a whole number", found(start));
		}
		int utf16 = utf16(context, start.intValue());
		if (utf16 < 0 || !context.startsWith(text, utf16)) {
			String there = (utf16 < 0) ? "a context of " + context.codePointCount(0, context.length()) + " characters"
					: RowFormatException.quote(slice(context, utf16, text.codePointCount(0, text.length())));
			throw new RowFormatException(at,
					RowFormatException.quote(text) + " at character " + start.intValue() + " of the context", there);
		}
		return new GoldAnswer(text, utf16);
	}

	/** A number of whole characters of a context, or all if there are fewer. */
	private static String slice(String context, int start, int codePoints) {
		int rest = context.codePointCount(start, context.length());
		return context.substring(start, context.offsetByCodePoints(start, Math.min(codePoints, rest)));
	}

	/** SQuAD counts code points, Java UTF-16 units; -1 when the context is shorter. */
	private static int utf16(String context, int codePoints) {
		if (codePoints < 0 || codePoints > context.length()) {
			return -1;
		}
		try {
			return context.offsetByCodePoints(0, codePoints);
		}
		catch (IndexOutOfBoundsException ex) {
			return -1;
		}
	}

	private static String text(JsonNode object, String name, String at) throws RowFormatException {
		JsonNode value = object.get(name);
		if (value == null || !value.isString() || value.stringValue().isBlank()) {
			throw new RowFormatException(at + "." + name, "text", found(value));
		}
		return value.stringValue();
	}

	private static JsonNode array(JsonNode object, String name, String at) throws RowFormatException {
		JsonNode value = object.get(name);
		if (value == null || !value.isArray()) {
			throw new RowFormatException(at + "." + name, "an array", found(value));
		}
		return value;
	}

	private static String found(@Nullable JsonNode value) {
		return (value != null) ? RowFormatException.quote(value.toString()) : "nothing";
	}

}
