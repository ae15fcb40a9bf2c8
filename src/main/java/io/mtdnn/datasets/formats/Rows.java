package io.mtdnn.datasets.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.reading.RowFormatException;

/**
 * Collects the examples and faults of one file, and fails if there are too many rows or
 * too many malformed ones.
 */
public final class Rows {

	private static final int LISTED = 100;

	private final String dataset;

	private final String file;

	private final int maxSkipped;

	private final int maxExamples;

	private final int wanted;

	private List<Example> examples = new ArrayList<>();

	private final List<MalformedRow> malformed = new ArrayList<>();

	/**
	 * Starts with nothing.
	 * @param maxSkipped malformed rows that may be left out
	 * @param maxExamples examples that the file may hold
	 */
	public Rows(String dataset, String file, int maxSkipped, int maxExamples) {
		this(dataset, file, maxSkipped, maxExamples, Integer.MAX_VALUE);
	}

	private Rows(String dataset, String file, int maxSkipped, int maxExamples, int wanted) {
		this.dataset = dataset;
		this.file = file;
		this.maxSkipped = maxSkipped;
		this.maxExamples = maxExamples;
		this.wanted = wanted;
	}

	/** The first rows of a file, behind which reading ends with {@link Enough}. */
	public static Rows first(String dataset, String file, int wanted) {
		return new Rows(dataset, file, 0, wanted, wanted);
	}

	/** The file's name, for the ids of rows that have none. */
	String file() {
		return this.file;
	}

	/**
	 * Takes an example; {@code location} is its place in the file.
	 * @throws Enough when no more are wanted
	 */
	void add(String location, Example example) {
		if (this.examples.size() == this.wanted) {
			throw new Enough();
		}
		if (this.examples.size() == this.maxExamples) {
			throw new DatasetException(this.dataset, "dataset '" + this.dataset + "': " + this.file + ", " + location
					+ ": more than " + this.maxExamples + " examples (mtdnn.datasets.max-rows)", this.malformed, null);
		}
		this.examples.add(example);
	}

	/** Number of examples so far. */
	int size() {
		return this.examples.size();
	}

	/** Takes an example back, by its number. */
	void remove(int example) {
		this.examples.remove(example);
	}

	/** Changes the examples from a number on. */
	void change(int first, UnaryOperator<Example> change) {
		this.examples.subList(first, this.examples.size()).replaceAll(change);
	}

	/** Replaces all examples by as many others. */
	void replace(UnaryOperator<List<Example>> change) {
		this.examples = change.apply(this.examples);
	}

	void malformed(String location, RowFormatException fault) {
		// those behind the first hundred are only counted
		this.malformed.add((this.malformed.size() < LISTED)
				? new MalformedRow(this.file, location + fault.location(), fault.expected(), fault.actual())
				: this.malformed.get(LISTED - 1));
		if (this.malformed.size() > this.maxSkipped && this.malformed.size() >= LISTED) {
			throw tooMany();
		}
	}

	/** Checks the collected rows at the end of the file. */
	public void complete() {
		if (this.malformed.size() > this.maxSkipped) {
			throw tooMany();
		}
		if (this.examples.isEmpty()) {
			throw new DatasetException(this.dataset,
					"dataset '" + this.dataset + "': " + this.file + " contains no examples", this.malformed, null);
		}
	}

	public List<Example> examples() {
		return this.examples;
	}

	/** As many as were skipped; behind the first hundred, the hundredth again. */
	public List<MalformedRow> skipped() {
		return this.malformed;
	}

	private DatasetException tooMany() {
		int shown = Math.min(this.malformed.size(), LISTED);
		String atLeast = (this.malformed.size() >= LISTED) ? "at least " : "";
		return new DatasetException(this.dataset,
				"dataset '" + this.dataset + "': " + atLeast + shown + " malformed " + ((shown == 1) ? "row" : "rows")
						+ " (" + this.maxSkipped + " may be skipped), first: " + this.malformed.get(0),
				this.malformed, null);
	}

	/** Ends the reading of a file of which no more rows are wanted. */
	@SuppressWarnings("serial")
	public static final class Enough extends RuntimeException {

		Enough() {
			super("no more rows are wanted", null, false, false);
		}

	}

}
