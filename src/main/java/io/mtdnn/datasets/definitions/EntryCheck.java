package io.mtdnn.datasets.definitions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import io.mtdnn.task.HeadKind;
import org.jspecify.annotations.Nullable;

/** Checks an entry and collects all faults. */
public final class EntryCheck {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

	private static final int MAX_LABELS = 1000;

	private final DatasetEntry entry;

	private final List<Fault> faults = new ArrayList<>();

	private EntryCheck(DatasetEntry entry) {
		this.entry = entry;
	}

	/**
	 * Converts an entry to a definition.
	 * @param name the name when the entry has none
	 * @param folder the folder of its files when the entry names none
	 * @throws DefinitionException with all faults
	 */
	public static DatasetDefinition definition(DatasetEntry entry, String name, String folder, Origin origin) {
		return new EntryCheck(entry).definition(name, folder, origin);
	}

	private DatasetDefinition definition(String defaultName, String folder, Origin origin) {
		String name = (this.entry.name() != null) ? this.entry.name() : defaultName;
		check(name != null && NAME.matcher(name).matches(), "name",
				"a name has up to 64 letters, digits, '.', '_' and '-', and begins with a letter or a digit, not "
						+ quoted(name));
		HeadKind head = head();
		List<String> labels = list(this.entry.labels());
		List<String> values = list(this.entry.labelValues());
		checkLabels(head, labels, values);
		checkMetric(head, labels.size());
		check(this.entry.evaluationOf() == null || !Boolean.TRUE.equals(this.entry.trainingOnly()), "trainingOnly",
				"a dataset with 'evaluationOf' is for evaluation; leave one of the two out");
		FileSets files = new FileSets(this.entry, head, folder, origin, this.faults);
		List<FileSet> sets = files.read();
		if (head == null || !this.faults.isEmpty()) {
			throw new DefinitionException(this.faults);
		}
		return new DatasetDefinition(name, head, labels, values, this.entry.metric(), this.entry.evaluationOf(),
				Boolean.TRUE.equals(this.entry.trainingOnly()), sets, origin);
	}

	private @Nullable HeadKind head() {
		Optional<HeadKind> head = Arrays.stream(HeadKind.values())
			.filter((kind) -> kind.label().equals(this.entry.head()))
			.findFirst();
		check(head.isPresent(), "head",
				"must be one of " + String.join(", ", Arrays.stream(HeadKind.values()).map(HeadKind::label).toList())
						+ ", not " + quoted(this.entry.head()));
		return head.orElse(null);
	}

	private void checkLabels(@Nullable HeadKind head, List<String> labels, List<String> values) {
		checkTexts("labels", labels);
		checkTexts("labelValues", values);
		checkTexts("ignoredLabels", list(this.entry.ignoredLabels()));
		if (head == null) {
			return;
		}
		check(head.labelled() || labels.isEmpty(), "labels", "a " + head.label() + " head has no labels");
		check(labels.isEmpty() || (labels.size() >= 2 && labels.size() <= MAX_LABELS), "labels",
				"must have from 2 to " + MAX_LABELS + " labels, not " + labels.size());
		boolean choices = head.severalRows();
		check(head.labelled() || choices || values.isEmpty(), "labelValues",
				"a " + head.label() + " head has no labelValues");
		check(!head.labelled() || values.isEmpty() || values.size() == labels.size(), "labelValues",
				"must have one value for each of the " + labels.size() + " labels, not " + values.size());
	}

	private void checkMetric(@Nullable HeadKind head, int labels) {
		String metric = this.entry.metric();
		if (head != null && metric != null) {
			List<String> possible = head.metrics(labels);
			check(possible.contains(metric), "metric",
					"the metrics of a " + head.label() + " head" + ((labels > 2) ? " with " + labels + " labels" : "")
							+ " are " + String.join(", ", possible) + ", not " + quoted(metric));
		}
	}

	private void checkTexts(String field, List<String> texts) {
		for (int i = 0; i < texts.size(); i++) {
			boolean text = texts.get(i) != null && !texts.get(i).isBlank() && texts.get(i).strip().equals(texts.get(i));
			check(text, field + "[" + i + "]",
					"must be a string without surrounding spaces, not " + quoted(texts.get(i)));
		}
		check(new HashSet<>(texts).size() == texts.size(), field, "must not repeat a value");
	}

	private void check(boolean condition, String field, String message) {
		if (!condition) {
			this.faults.add(new Fault(field, message));
		}
	}

	static String quoted(@Nullable String text) {
		return (text != null) ? "'" + Excerpt.of(text) + "'" : "nothing";
	}

	private static <T> List<T> list(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

}
