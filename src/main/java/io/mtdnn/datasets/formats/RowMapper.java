package io.mtdnn.datasets.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.definitions.Columns;
import io.mtdnn.datasets.definitions.DatasetDefinition;
import io.mtdnn.datasets.definitions.RowFormat;
import io.mtdnn.datasets.reading.DataRow;
import io.mtdnn.datasets.reading.FileFormatException;
import io.mtdnn.datasets.reading.RowFormatException;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Value;
import io.mtdnn.tokenization.SentenceRows;
import org.jspecify.annotations.Nullable;

/** Converts rows to examples, by the columns and the head of a dataset. */
final class RowMapper {

	private final DatasetDefinition dataset;

	private final RowFormat format;

	private final Columns columns;

	private final LabelSet labels;

	private final Part part;

	RowMapper(DatasetDefinition dataset, RowFormat format, LabelSet labels, Part part) {
		this.dataset = dataset;
		this.format = format;
		this.columns = format.rowColumns();
		this.labels = labels;
		this.part = part;
	}

	/**
	 * The example in a row.
	 * @param id made from file and line
	 * @param location place of the row in the file
	 * @param number number of the example
	 * @return null if the row is to be skipped or belongs to the other split
	 */
	@Nullable Example example(DataRow row, String id, String location, int number)
			throws RowFormatException, FileFormatException {
		if (this.format.ignoredLabels().contains(row.value(this.columns.label()))) {
			return null;
		}
		if (!this.part.has(row.textOrBlank(this.columns.first()))) {
			return null;
		}
		if (this.dataset.head().severalRows()) {
			List<String> choices = choices(row);
			return new ChoiceExample(id, row.text(this.columns.first()), choices, choice(row, choices.size()));
		}
		String first = row.text(this.columns.first());
		String second = (this.columns.second() != null) ? row.text(this.columns.second()) : null;
		return new SentenceExample(id, first, second, target(row, location, number));
	}

	private List<String> choices(DataRow row) throws RowFormatException {
		String prefix = (this.columns.choicePrefix() != null) ? row.textOrBlank(this.columns.choicePrefix()).strip()
				: "";
		List<String> choices = new ArrayList<>();
		for (String choice : row.texts(this.columns.choices())) {
			choices.add(SentenceRows.continuation(prefix, choice));
		}
		if (choices.size() < 2) {
			throw row.fault(this.columns.choices().get(0), "at least 2 choices", String.valueOf(choices.size()));
		}
		return choices;
	}

	private int choice(DataRow row, int choices) throws RowFormatException {
		List<String> values = this.labels.values();
		if (values.isEmpty()) {
			values = IntStream.range(0, choices).mapToObj(String::valueOf).toList();
		}
		String value = row.value(this.columns.label());
		int choice = values.indexOf(value);
		if (choice < 0 || choice >= choices) {
			throw row.fault(this.columns.label(),
					String.join(" or ", values.subList(0, Math.min(choices, values.size()))),
					RowFormatException.quote(value));
		}
		return choice;
	}

	private Target target(DataRow row, String location, int number) throws RowFormatException, FileFormatException {
		String value = row.value(this.columns.label());
		if (this.dataset.head().target() == Target.Type.VALUE) {
			return new Value(number(row, value));
		}
		try {
			return new Label(this.labels.index(value, location, number));
		}
		catch (RowFormatException ex) {
			throw row.fault(this.columns.label(), ex.expected(), ex.actual());
		}
	}

	private float number(DataRow row, String value) throws RowFormatException {
		boolean decimal = value.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
		float number = decimal ? Float.parseFloat(value) : Float.NaN;
		if (!Float.isFinite(number)) {
			throw row.fault(this.columns.label(), "a number", RowFormatException.quote(value));
		}
		return number;
	}

}
