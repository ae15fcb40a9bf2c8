package io.mtdnn.datasets.formats;

import java.io.IOException;
import java.io.InputStream;

import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.reading.FileFormatException;
import io.mtdnn.datasets.reading.RowFormatException;
import io.mtdnn.task.Excerpt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.json.JsonMapper;

/** SQuAD's JSON, read as a stream: one paragraph is in memory at a time. */
final class SquadReader implements ExampleReader {

	private final JsonMapper json;

	private final boolean unanswerable;

	private final Part part;

	/**
	 * A reader of one version.
	 * @param unanswerable whether the version has questions without an answer (2.0)
	 * @param part the paragraphs that are wanted, by their text
	 */
	SquadReader(JsonMapper json, boolean unanswerable, Part part) {
		this.json = json;
		this.unanswerable = unanswerable;
		this.part = part;
	}

	@Override
	public void read(InputStream in, Rows rows) throws IOException {
		try (JsonParser parser = this.json.createParser(in)) {
			readDocument(parser, rows);
		}
		catch (JacksonException ex) {
			throw fault(ex);
		}
	}

	private void readDocument(JsonParser parser, Rows rows) throws IOException {
		boolean data = false;
		try {
			require(parser, parser.nextToken(), JsonToken.START_OBJECT, "a JSON object with \"data\"");
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				if ("data".equals(name)) {
					data = true;
					readArticles(parser, new SquadParagraph(rows, this.unanswerable, this.part), rows);
				}
				else {
					parser.skipChildren();
				}
			}
			if (!data) {
				throw new FileFormatException("is not SQuAD: expected a JSON object with \"data\", found none");
			}
			if (parser.nextToken() != null) {
				throw new FileFormatException("continues after the end of its JSON object");
			}
		}
		catch (StreamConstraintsException ex) {
			throw constraint(ex, parser);
		}
	}

	private void readArticles(JsonParser parser, SquadParagraph paragraphs, Rows rows) throws IOException {
		require(parser, parser.currentToken(), JsonToken.START_ARRAY, "an array of articles as \"data\"");
		for (int article = 0; parser.nextToken() != JsonToken.END_ARRAY; article++) {
			String path = "data[" + article + "]";
			if (parser.currentToken() == JsonToken.START_OBJECT) {
				readArticle(parser, path, paragraphs, rows);
			}
			else {
				rows.malformed(path, new RowFormatException("an article", found(parser)));
				parser.skipChildren();
			}
		}
	}

	private void readArticle(JsonParser parser, String path, SquadParagraph paragraphs, Rows rows) {
		boolean found = false;
		int first = rows.size();
		paragraphs.article(null);
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			JsonToken token = parser.nextToken();
			if ("paragraphs".equals(name) && token == JsonToken.START_ARRAY) {
				found = true;
				readParagraphs(parser, path + ".paragraphs", paragraphs);
			}
			else if ("title".equals(name) && token == JsonToken.VALUE_STRING) {
				String title = parser.getString();
				paragraphs.article(title);
				rows.change(first, (example) -> ((SpanExample) example).of(title));
			}
			else {
				parser.skipChildren();
			}
		}
		if (!found) {
			rows.malformed(path, new RowFormatException(".paragraphs", "an array", "none"));
		}
	}

	private void readParagraphs(JsonParser parser, String path, SquadParagraph paragraphs) {
		for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
			paragraphs.read(parser.readValueAsTree(), path + "[" + i + "]");
		}
	}

	private static void require(JsonParser parser, JsonToken token, JsonToken wanted, String expected)
			throws FileFormatException {
		if (token != wanted) {
			throw new FileFormatException("is not SQuAD: expected " + expected + ", found " + found(parser));
		}
	}

	private static String found(JsonParser parser) {
		JsonToken token = parser.currentToken();
		if (token == null) {
			return "the end of the file";
		}
		return switch (token) {
			case START_ARRAY -> "an array";
			case START_OBJECT -> "an object";
			default -> RowFormatException.quote(parser.getString());
		};
	}

	private static FileFormatException constraint(StreamConstraintsException ex, JsonParser parser) {
		StreamReadConstraints limits = parser.streamReadConstraints();
		String at = "has at " + path(parser.streamReadContext());
		if (parser.streamReadContext().getNestingDepth() > limits.getMaxNestingDepth()) {
			return new FileFormatException(at + " a structure of more than " + limits.getMaxNestingDepth() + " levels",
					ex);
		}
		return new FileFormatException(
				at + " (line " + parser.currentLocation().getLineNr() + ") a string of more than "
						+ limits.getMaxStringLength() + " characters (mtdnn.datasets.max-row-size)",
				ex);
	}

	/** The parser's position, such as {@code data[3].paragraphs[0].context}. */
	private static String path(TokenStreamContext context) {
		if (context == null || context.inRoot()) {
			return "";
		}
		String parent = path(context.getParent());
		if (context.inArray()) {
			return parent + "[" + context.getCurrentIndex() + "]";
		}
		String name = (context.currentName() != null) ? Excerpt.of(context.currentName()) : "";
		return parent + (parent.isEmpty() ? "" : ".") + name;
	}

	private static IOException fault(JacksonException ex) {
		if (ex instanceof JacksonIOException && ex.getCause() instanceof IOException cause) {
			return cause;
		}
		String at = (ex.getLocation() != null)
				? " at line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() : "";
		if (ex instanceof UnexpectedEndOfInputException) {
			return new FileFormatException("is truncated: its JSON ends early" + at, ex);
		}
		return new FileFormatException("is not JSON" + at + ": " + ex.getOriginalMessage(), ex);
	}

}
