package io.mtdnn.datasets.definitions;

import java.util.List;

import io.mtdnn.task.Fault;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import org.jspecify.annotations.Nullable;

/** Checks that the columns match a kind of head. */
final class ColumnCheck {

	private static final String BLANK = "the name of the column is missing";

	private final String field;

	private final List<Fault> faults;

	/**
	 * A check.
	 * @param field where the columns are in the entry
	 * @param faults receives the faults
	 */
	ColumnCheck(String field, List<Fault> faults) {
		this.field = field;
		this.faults = faults;
	}

	void check(HeadKind head, FileKind kind, boolean header, @Nullable Columns columns) {
		String name = head.label();
		if (head.target() == Target.Type.SPAN) {
			require(columns == null, "", "the format squad does not use columns");
			return;
		}
		if (columns == null) {
			require(false, "", "a " + name + " head requires "
					+ (head.severalRows() ? "first, choices and label" : "first and label, and second for pairs"));
			return;
		}
		require(named(columns.first()), ".first", "the column of the first text is missing");
		require(named(columns.label()), ".label", "the column of the label is missing");
		require(columns.second() == null || !head.severalRows(), ".second", "a " + name + " head uses choices instead");
		require(columns.choices().isEmpty() || head.severalRows(), ".choices", "a " + name + " head has no choices");
		require(columns.choicePrefix() == null || head.severalRows(), ".choicePrefix",
				"a " + name + " head has no choices");
		require(columns.second() == null || named(columns.second()), ".second", BLANK);
		require(columns.choicePrefix() == null || named(columns.choicePrefix()), ".choicePrefix", BLANK);
		for (int i = 0; i < columns.choices().size(); i++) {
			require(named(columns.choices().get(i)), ".choices[" + i + "]", BLANK);
		}
		int least = kind.table() ? 2 : 1;
		require(!head.severalRows() || columns.choices().size() >= least, ".choices",
				"the columns of at least " + least + " choices are required");
		if (kind.table() && !header) {
			columns.all()
				.forEach((column) -> require(column.matches("[1-9]\\d{0,3}"), "",
						"columns of a table without a header are numbered from 1, not " + EntryCheck.quoted(column)));
		}
	}

	private static boolean named(@Nullable String column) {
		return column != null && !column.isBlank();
	}

	private void require(boolean condition, String at, String message) {
		if (!condition) {
			this.faults.add(new Fault(this.field + at, message));
		}
	}

}
