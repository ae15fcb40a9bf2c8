package io.mtdnn.evaluation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * take about 1 MB.
 */
public final class QuestionResults {

	private static final String PREFIX = "questions-";

	private static final String SUFFIX = ".jsonl.gz";

	private QuestionResults() {
	}

	/** Writes the results of a dataset. */
	public static void write(Path bundle, String dataset, List<QuestionResult> results, JsonMapper json) {
		Path file = bundle.resolve(PREFIX + dataset + SUFFIX);
		try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
			for (QuestionResult result : results) {
				out.write(json.writeValueAsBytes(result));
				out.write('\n');
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Names of the datasets with results in a bundle, sorted; none in older bundles. */
	public static List<String> datasets(Path bundle) {
		return EvaluationFile.list(bundle, PREFIX, SUFFIX).stream().map(EvaluationFile::dataset).toList();
	}

	/**
	 * Reads the results of a dataset that {@link #datasets} names.
	 * @throws UncheckedIOException if the file is missing or damaged
	 */
	public static List<QuestionResult> read(Path bundle, String dataset, JsonMapper json) {
		Path file = bundle.resolve(PREFIX + dataset + SUFFIX);
		try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
				MappingIterator<QuestionResult> lines = json.readerFor(QuestionResult.class).readValues(in)) {
			List<QuestionResult> results = new ArrayList<>();
			while (lines.hasNext()) {
				QuestionResult result = lines.next();
				results.add(results.isEmpty() ? result : result.sharing(results.get(results.size() - 1)));
			}
			return results;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (JacksonException ex) {
			throw new UncheckedIOException(file.getFileName() + " cannot be read", new IOException(ex));
		}
	}

}
