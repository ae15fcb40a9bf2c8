package io.mtdnn.registry.imports;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.hub.HubReference;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import io.mtdnn.task.NameText;
import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.WindowSettings;
import org.jspecify.annotations.Nullable;

/** Checks requests, whatever the model. */
final class ImportChecks {

	private static final int LONGEST_NAME = 200;

	private static final int SHORTEST = 8;

	private static final int LONGEST = 8192;

	private static final int WINDOW = 384;

	private static final int QUESTION = 64;

	private static final int STRIDE = 128;

	private ImportChecks() {
	}

	/**
	 * The folder of a request for one.
	 * @throws InvalidImportException with all faults
	 */
	static String directory(ImportRequest request) {
		List<Fault> faults = faults(request);
		if (request.directory() == null || request.directory().isBlank()) {
			faults.add(0, new Fault("directory",
					"directory (the name of a folder below mtdnn.encoders-dir) or hub (the name of a repository) is required, or send a zip file"));
		}
		if (request.revision() != null) {
			faults.add(new Fault("revision", "revision applies only to a repository, not to a folder"));
		}
		throwIfAny(faults);
		return String.valueOf(request.directory());
	}

	/**
	 * The repository of a request for one.
	 * @throws InvalidImportException with all faults
	 */
	static HubReference repository(ImportRequest request) {
		HubReference reference = HubReference.of(String.valueOf(request.hub()), request.revision());
		List<Fault> faults = new ArrayList<>(reference.faults());
		if (request.directory() != null) {
			faults.add(new Fault("directory", "use either directory or hub, not both"));
		}
		faults.addAll(faults(request));
		throwIfAny(faults);
		return reference;
	}

	/**
	 * Checks the parameters of an upload.
	 * @throws InvalidImportException with all faults
	 */
	static void upload(ImportRequest request) {
		throwIfAny(faults(request));
	}

	private static void throwIfAny(List<Fault> faults) {
		if (!faults.isEmpty()) {
			throw InvalidImportException.malformed(faults);
		}
	}

	private static List<Fault> faults(ImportRequest request) {
		List<Fault> faults = new ArrayList<>();
		if (request.dataset() == null || !ImportedTask.NAME.matcher(request.dataset()).matches()) {
			faults.add(new Fault("dataset",
					"the name of a dataset, or a new name of letters, digits, '.', '_' and '-', is required"
							+ ((request.dataset() != null) ? ", not '" + Excerpt.of(request.dataset()) + "'" : "")));
		}
		if (request.name() != null && (request.name().isBlank() || request.name().length() > LONGEST_NAME
				|| !NameText.isAllowed(request.name()))) {
			faults.add(new Fault("name",
					"the name must have from 1 to " + LONGEST_NAME + " characters and " + NameText.RULE));
		}
		labels(request, faults);
		range("maxSequenceLength", request.maxSequenceLength(), SHORTEST, faults);
		range("maxQuestionLength", request.maxQuestionLength(), 1, faults);
		range("docStride", request.docStride(), 1, faults);
		if (request.nullThreshold() != null && !Double.isFinite(request.nullThreshold())) {
			faults.add(new Fault("nullThreshold", "nullThreshold must be finite"));
		}
		return faults;
	}

	private static void labels(ImportRequest request, List<Fault> faults) {
		for (int i = 0; request.labels() != null && i < request.labels().size(); i++) {
			if (request.labels().get(i) == null || request.labels().get(i).isBlank()) {
				faults.add(new Fault("labels[" + i + "]", "a label must be a text that is not blank"));
			}
		}
	}

	private static void range(String field, @Nullable Integer value, int from, List<Fault> faults) {
		if (value != null && (value < from || value > LONGEST)) {
			faults.add(new Fault(field, "from %d to %d, not %d".formatted(from, LONGEST, value)));
		}
	}

	/**
	 * Tokens of a window.
	 * @throws InvalidImportException when the encoder reads fewer
	 */
	static int length(ImportRequest request, int positions) {
		int length = (request.maxSequenceLength() != null) ? request.maxSequenceLength() : Math.min(WINDOW, positions);
		if (length > positions) {
			throw InvalidImportException.of("maxSequenceLength",
					"the encoder reads at most " + positions + " tokens, not " + length);
		}
		return length;
	}

	/**
	 * The windows of a request, with the defaults of training.
	 * @param positions maximum number of tokens that the encoder reads
	 * @param rows the encoder's rows
	 * @throws InvalidImportException when they do not fit
	 */
	static WindowSettings windows(ImportRequest request, int positions, RowTemplate rows) {
		int length = length(request, positions);
		int question = (request.maxQuestionLength() != null) ? request.maxQuestionLength()
				: Math.min(QUESTION, length / 2);
		int stride = (request.docStride() != null) ? request.docStride()
				: Math.max(1, Math.min(STRIDE, length - question - rows.pairTokens()));
		WindowSettings windows = new WindowSettings(length, question, stride);
		try {
			windows.check(rows);
			return windows;
		}
		catch (InvalidWindowException ex) {
			throw InvalidImportException.of(ex.field(), String.valueOf(ex.getMessage()));
		}
	}

}
