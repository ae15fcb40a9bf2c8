package io.mtdnn.datasets.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.reading.FileFormatException;
import io.mtdnn.datasets.reading.RowFormatException;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Target.Label;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a classification: given, or learned from a training file, whose labels
 * are then sorted. Learned labels occur at least twice: one that occurs once is more
 * likely a mistake than a class.
 */
public final class LabelSet {

	private static final int MAX_LABELS = 1000;

	private static final int SHOWN = 10;

	private final boolean learning;

	/** Names of given labels. */
	private final List<String> names;

	private final Map<String, Found> labels = new LinkedHashMap<>();

	private LabelSet(boolean learning, List<String> names) {
		this.learning = learning;
		this.names = names;
	}

	/**
	 * Given labels.
	 * @param values what the file has for each label; for heads without labels, what it
	 * has for each choice
	 */
	public static LabelSet of(List<String> names, List<String> values) {
		LabelSet set = new LabelSet(false, List.copyOf(names));
		values.forEach((value) -> set.labels.put(value, new Found(set.labels.size(), -1, null)));
		return set;
	}

	/** Labels to be learned from the next file. */
	public static LabelSet learning() {
		return new LabelSet(true, List.of());
	}

	/** The names of the labels, sorted when they were learned. */
	public List<String> labels() {
		return this.learning ? this.labels.keySet().stream().sorted().toList() : this.names;
	}

	/** What the file has for each label or choice; empty for choices by number. */
	List<String> values() {
		return List.copyOf(this.labels.keySet());
	}

	/**
	 * The index of a label; of a learned one in the order of the file.
	 * @param example number of the example that has it
	 * @throws RowFormatException when the label does not exist; its location is empty
	 */
	int index(String value, String location, int example) throws RowFormatException, FileFormatException {
		Found found = this.labels.get(value);
		if (!this.learning) {
			if (found == null) {
				throw new RowFormatException(expected(), RowFormatException.quote(value));
			}
			return found.index();
		}
		if (value.isEmpty()) {
			throw new RowFormatException("a label", "nothing");
		}
		if (found == null && this.labels.size() == MAX_LABELS) {
			throw new FileFormatException("has more than " + MAX_LABELS + " different labels up to " + location
					+ ", such as \"" + Excerpt.of(value) + "\"; check the label column");
		}
		int index = (found != null) ? found.index() : this.labels.size();
		this.labels.put(value, new Found(index, (found != null) ? -1 : example, location));
		return index;
	}

	private String expected() {
		List<String> shown = this.labels.keySet().stream().limit(SHOWN).toList();
		return String.join(" or ", shown)
				+ ((this.labels.size() > SHOWN) ? " or another of " + this.labels.size() + " labels" : "");
	}

	/**
	 * Ends the learning: rejects labels that occur once, and gives the examples the
	 * indices of the sorted labels.
	 * @throws FileFormatException when fewer than two labels are left
	 */
	void settle(String column, Rows rows) throws FileFormatException {
		if (!this.learning) {
			return;
		}
		List<String> once = new ArrayList<>();
		this.labels.forEach((label, found) -> {
			if (found.onlyExample() >= 0) {
				once.add(label);
			}
		});
		for (int i = once.size() - 1; i >= 0; i--) {
			rows.remove(found(once.get(i)).onlyExample());
		}
		once.forEach((label) -> rows.malformed(Objects.requireNonNull(found(label).location()),
				new RowFormatException(", column " + column,
						"a label that occurs at least twice, or is listed in 'labels'",
						RowFormatException.quote(label))));
		once.forEach(this.labels::remove);
		if (this.labels.size() < 2) {
			throw new FileFormatException("has " + this.labels.size() + " labels in column " + column
					+ " that occur at least twice; at least 2 are needed");
		}
		rows.replace(this::sorted);
	}

	private Found found(String label) {
		return Objects.requireNonNull(this.labels.get(label), label);
	}

	private Example settled(Example example, int[] places) {
		SentenceExample sentence = (SentenceExample) example;
		int index = ((Label) sentence.target()).index();
		return new SentenceExample(sentence.id(), sentence.first(), sentence.second(), places[index]);
	}

	private List<Example> sorted(List<Example> examples) {
		List<String> sorted = labels();
		int[] places = new int[this.labels.values().stream().mapToInt(Found::index).max().orElse(-1) + 1];
		this.labels.forEach((label, found) -> places[found.index()] = sorted.indexOf(label));
		return examples.stream().map((example) -> settled(example, places)).toList();
	}

	/**
	 * A label.
	 *
	 * @param onlyExample number of the example that has it, while no other has; else -1
	 */
	private record Found(int index, int onlyExample, @Nullable String location) {

	}

}
