package io.mtdnn.evaluation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the results of all questions of an evaluation set, in a bundle's file
 * {@code
 * questions-<dataset>.jsonl.gz}: one {@link QuestionResult} per line, in the dataset's
 * order. Contexts are repeated; the compressed results for SQuAD 2.0's development set
 * take about 1 MB. Earlier versions stored parts of it in {@link EarlierOdds}, which are
 * read as well.
 */
public final class QuestionResults {

	private static final String PREFIX = "questions-";

	private static final String SUFFIX = ".jsonl.gz";

	private static final JsonMapper JSON = JsonMapper.shared();

	private QuestionResults() {
	}

	/** Writes the results of a dataset. */
	public static void write(Path bundle, String dataset, List<QuestionResult> results) {
		try (OutputStream out = new BufferedOutputStream(
				new GZIPOutputStream(Files.newOutputStream(path(bundle, dataset))))) {
			for (QuestionResult result : results) {
				// bytes, because their writer escapes unpaired surrogates: ids stay
				// distinct
				out.write(JSON.writeValueAsBytes(result));
				out.write('\n');
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Names of the datasets with results in a bundle, sorted. */
	public static List<String> datasets(Path bundle) {
		return Stream
			.concat(EvaluationFile.list(bundle, PREFIX, SUFFIX).stream(),
					EvaluationFile.list(bundle, EarlierOdds.PREFIX, EarlierOdds.SUFFIX).stream())
			.map(EvaluationFile::dataset)
			.sorted()
			.distinct()
			.toList();
	}

	/**
	 * Names of the datasets whose results contain questions and contexts, sorted; none in
	 * bundles of the first versions.
	 */
	public static List<String> datasetsWithTexts(Path bundle) {
		return EvaluationFile.list(bundle, PREFIX, SUFFIX).stream().map(EvaluationFile::dataset).toList();
	}

	/**
	 * Reads the results of a dataset that {@link #datasets} names.
	 * @throws UncheckedIOException if the file is missing or damaged; the cause is a
	 * {@link FileSystemException} that names it
	 */
	public static List<QuestionResult> read(Path bundle, String dataset) {
		Path file = path(bundle, dataset);
		Path earlier = EarlierOdds.path(bundle, dataset);
		if (!Files.exists(earlier)) {
			return intact(file, QuestionResults::lines);
		}
		if (!Files.exists(file)) {
			return intact(earlier, (odds) -> EarlierOdds.read(odds).stream().map(EarlierOdds::result).toList());
		}
		List<QuestionResult> results = intact(file, QuestionResults::lines);
		return intact(earlier, (odds) -> EarlierOdds.complete(results, odds));
	}

	private static List<QuestionResult> lines(Path file) throws IOException {
		try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
				MappingIterator<QuestionResult> lines = JSON.readerFor(QuestionResult.class).readValues(in)) {
			List<QuestionResult> results = new ArrayList<>();
			while (lines.hasNext()) {
				QuestionResult result = lines.next();
				results.add(results.isEmpty() ? result : result.sharing(results.get(results.size() - 1)));
			}
			return results;
		}
	}

	private static List<QuestionResult> intact(Path file, Reading reading) {
		try {
			return reading.read(file);
		}
		catch (IOException | JacksonException ex) {
			throw PredictionFiles.damaged(file, ex);
		}
	}

	private static Path path(Path bundle, String dataset) {
		return bundle.resolve(PREFIX + dataset + SUFFIX);
	}

	private interface Reading {

		List<QuestionResult> read(Path file) throws IOException;

	}

}
