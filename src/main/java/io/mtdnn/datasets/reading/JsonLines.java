package io.mtdnn.datasets.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object per line. */
public final class JsonLines implements RowSource {

	private final LineReader lines;

	private final JsonMapper json;

	/**
	 * Objects.
	 * @param in UTF-8 text
	 * @param maxRowSize maximum number of bytes of a line
	 */
	public JsonLines(InputStream in, JsonMapper json, int maxRowSize) {
		this.lines = new LineReader(in, maxRowSize);
		this.json = json;
	}

	@Override
	public long line() {
		return this.lines.number();
	}

	@Override
	public @Nullable DataRow next() throws IOException, RowFormatException {
		String line = this.lines.nextText();
		return (line != null) ? new ObjectRow(parse(line)) : null;
	}

	private JsonNode parse(String line) throws RowFormatException {
		try {
			JsonNode row = this.json.readTree(line);
			if (row.isObject()) {
				return row;
			}
		}
		catch (JacksonException ex) {
			// reported below, like every other line that is not an object
		}
		throw new RowFormatException("a JSON object", RowFormatException.quote(line));
	}

	private record ObjectRow(JsonNode object) implements DataRow {

		@Override
		public String textOrBlank(String column) throws RowFormatException {
			JsonNode value = this.object.get(column);
			if (value == null || !value.isString()) {
				throw fault(column, "text", found(value));
			}
			return value.stringValue();
		}

		@Override
		public String value(String column) throws RowFormatException {
			JsonNode value = this.object.get(column);
			if (value == null || !value.isValueNode() || value.isNull()) {
				throw fault(column, "a label", found(value));
			}
			return value.asString().strip();
		}

		@Override
		public List<String> texts(List<String> columns) throws RowFormatException {
			JsonNode only = this.object.get(columns.get(0));
			List<String> texts = new ArrayList<>();
			if (columns.size() > 1 || only == null || !only.isArray()) {
				for (String column : columns) {
					texts.add(text(column));
				}
				return texts;
			}
			for (JsonNode text : only) {
				if (!text.isString() || text.stringValue().isBlank()) {
					throw fault(columns.get(0) + "[" + texts.size() + "]", "text", found(text));
				}
				texts.add(text.stringValue());
			}
			return texts;
		}

		@Override
		public RowFormatException fault(String column, String expected, String actual) {
			return new RowFormatException(", property " + column, expected, actual);
		}

		private static String found(@Nullable JsonNode value) {
			return (value != null) ? RowFormatException.quote(value.toString()) : "nothing";
		}

	}

}
