package io.mtdnn.datasets.definitions;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.mtdnn.task.Fault;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import org.jspecify.annotations.Nullable;

/** Reads and checks the files of an entry. */
final class FileSets {

	private static final double LARGEST_SHARE = 0.9;

	private final DatasetEntry entry;

	private final @Nullable HeadKind head;

	private final String folder;

	private final Origin origin;

	private final List<Fault> faults;

	/**
	 * The files of an entry.
	 * @param head null when the entry names none that exists
	 * @param folder where the files are when the entry names no folders
	 * @param faults receives the faults
	 */
	FileSets(DatasetEntry entry, @Nullable HeadKind head, String folder, Origin origin, List<Fault> faults) {
		this.entry = entry;
		this.head = head;
		this.folder = folder;
		this.origin = origin;
		this.faults = faults;
	}

	List<FileSet> read() {
		if (this.entry.files() == null) {
			return Stream
				.ofNullable(set("",
						new DatasetEntry.Files(this.entry.folders(), this.entry.train(), this.entry.evaluation(), null,
								null)))
				.toList();
		}
		boolean both = Stream.of(this.entry.train(), this.entry.evaluation(), this.entry.folders())
			.anyMatch((field) -> field != null);
		check(!both, "files", "use either 'files' or 'train', 'evaluation' and 'folders'");
		check(!this.entry.files().isEmpty(), "files", "must contain at least one set of files");
		List<FileSet> sets = new ArrayList<>();
		for (int i = 0; i < this.entry.files().size(); i++) {
			check(this.entry.files().get(i) != null, "files[" + i + "]", "must be a set of files, not null");
			if (this.entry.files().get(i) != null) {
				Stream.ofNullable(set("files[" + i + "].", this.entry.files().get(i))).forEach(sets::add);
			}
		}
		return sets;
	}

	/** Null when the format is at fault. */
	private @Nullable FileSet set(String at, DatasetEntry.Files files) {
		List<String> folders = (files.folders() != null) ? files.folders() : List.of(this.folder);
		for (int i = 0; i < folders.size(); i++) {
			check(folders.get(i) != null && (folders.get(i).isEmpty() || FileSet.isInside(folders.get(i))),
					at + "folders[" + i + "]",
					"must be a folder below the data folder, not " + EntryCheck.quoted(folders.get(i)));
		}
		checkFile(at + "train", files.train());
		checkFile(at + "evaluation", files.evaluation());
		double share = share(files);
		if (this.origin != Origin.UPLOAD) {
			boolean train = files.train() != null || this.entry.evaluationOf() != null;
			check(train, at + "train", "the name of the training file is missing");
			check(files.evaluation() != null || share > 0 || trainingOnly(), at + "evaluation",
					"the name of the evaluation file is missing; 'evaluationShare' takes evaluation rows from the"
							+ " training file, and 'trainingOnly: true' declares a dataset without evaluation");
		}
		check(!trainingOnly() || files.evaluation() == null, at + "evaluation",
				"a dataset with 'trainingOnly' has no evaluation file; leave one of the two out");
		RowFormat format = format(at, files);
		return (format != null) ? new FileSet(present(folders), files.train(), files.evaluation(), share, format)
				: null;
	}

	private double share(DatasetEntry.Files files) {
		Double share = this.entry.evaluationShare();
		check(share == null || (share > 0 && share <= LARGEST_SHARE), "evaluationShare",
				"must be above 0 and at most " + LARGEST_SHARE + ", not " + share);
		check(share == null || files.evaluation() == null, "evaluationShare",
				"cannot be combined with an evaluation file; leave one of the two out");
		check(share == null || this.entry.evaluationOf() == null || files.train() != null, "evaluationShare",
				"a dataset with 'evaluationOf' has no training file; leave one of the two out");
		check(share == null || !trainingOnly(), "evaluationShare",
				"a dataset with 'trainingOnly' has no evaluation rows; leave one of the two out");
		return (share != null) ? share : 0;
	}

	private boolean trainingOnly() {
		return Boolean.TRUE.equals(this.entry.trainingOnly());
	}

	private void checkFile(String field, @Nullable String name) {
		check(name == null || FileSet.isInside(name), field,
				"must be the name of a file below the data folder, not " + EntryCheck.quoted(name));
	}

	private @Nullable RowFormat format(String at, DatasetEntry.Files files) {
		String field = (files.format() != null) ? at + "format" : "format";
		String label = (files.format() != null) ? files.format() : this.entry.format();
		FileKind kind = FileKind.of(label).orElse(null);
		check(kind != null, field,
				"must be one of " + String.join(", ", FileKind.labels()) + ", not " + EntryCheck.quoted(label));
		if (kind == null || this.head == null) {
			return null;
		}
		boolean spans = this.head.target() == Target.Type.SPAN;
		check(spans == (kind == FileKind.SQUAD), field,
				spans ? "a " + this.head.label() + " head requires the format squad"
						: "the format squad requires the head span");
		check(kind.table() || (this.entry.quoted() == null && this.entry.header() == null), field,
				"'quoted' and 'header' apply to csv and tsv only");
		boolean header = this.entry.header() == null || this.entry.header();
		int count = (this.entry.columnCount() != null) ? this.entry.columnCount() : 0;
		check(this.entry.columnCount() == null || (count > 0 && !header), "columnCount",
				"must be positive, and is only for tables without a header");
		Columns columns = (files.columns() != null) ? files.columns() : this.entry.columns();
		new ColumnCheck((files.columns() != null) ? at + "columns" : "columns", this.faults).check(this.head, kind,
				header, columns);
		return new RowFormat(kind, or(this.entry.quoted(), kind == FileKind.CSV), header, count, columns,
				present(this.entry.ignoredLabels()), or(this.entry.unanswerable(), true));
	}

	/** The elements of a list other than null; nulls are reported elsewhere. */
	private static List<String> present(@Nullable List<String> list) {
		return (list != null) ? list.stream().filter(Objects::nonNull).toList() : List.of();
	}

	private static boolean or(@Nullable Boolean value, boolean defaultValue) {
		return (value != null) ? value : defaultValue;
	}

	private void check(boolean condition, String field, String message) {
		if (!condition) {
			this.faults.add(new Fault(field, message));
		}
	}

}
