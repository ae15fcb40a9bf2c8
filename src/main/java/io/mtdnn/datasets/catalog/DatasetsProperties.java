package io.mtdnn.datasets.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.definitions.DatasetEntry;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.definitions.DefinitionException;
import io.mtdnn.datasets.definitions.EntryCheck;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.datasets.reading.ReadingLimits;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Names and limits of dataset files.
 *
 * @param files file names that replace the official ones, by dataset
 * @param definitions Declarations of datasets by name, with the keys of a
 * {@code dataset.yml}; see {@code docs/how-to/use-your-own-data.md}.
 * @param maxFileSize Maximum size of a dataset file, after unpacking.
 * @param maxCompressionRatio Maximum number of bytes that one byte of a gzip file may
 * unpack to. Text needs less than 20.
 * @param maxRowSize Maximum size of one line, CSV record or JSON string.
 * @param maxRows Maximum number of examples of a dataset file.
 * @param encodingThreads Number of threads that tokenise text. 0 for one per processor.
 * @param maxCacheSize Maximum size of encoded data in the cache folder. The oldest files
 * are removed first.
 */
@Validated
@ConfigurationProperties("mtdnn.datasets")
record DatasetsProperties(Map<String, FileNames> files, Map<String, DatasetEntry> definitions,
		@DefaultValue("1GB") DataSize maxFileSize, @Min(2) @DefaultValue("100") int maxCompressionRatio,
		@DefaultValue("2MB") DataSize maxRowSize, @Min(1) @DefaultValue("10000000") int maxRows,
		@Min(0) @DefaultValue("0") int encodingThreads, @DefaultValue("4GB") DataSize maxCacheSize) {

	private static final long LARGEST_ROW = 1 << 30;

	DatasetsProperties {
		files = (files != null) ? Map.copyOf(files) : Map.of();
		definitions = (definitions != null) ? Map.copyOf(definitions) : Map.of();
	}

	/**
	 * The datasets that the settings declare.
	 * @throws IllegalArgumentException when one has faults
	 */
	List<Declared> declared() {
		List<Declared> declared = new ArrayList<>();
		this.definitions.forEach((name, entry) -> {
			String setting = "mtdnn.datasets.definitions." + name;
			try {
				declared.add(Declared.of(EntryCheck.definition(entry, name, name, Origin.SETTING), setting));
			}
			catch (DefinitionException ex) {
				throw new IllegalArgumentException(
						String.join("; ", Declared.faulty(name, setting, ex.faults()).messages()), ex);
			}
		});
		return declared;
	}

	ReadingLimits limits() {
		int rowSize = (int) Math.min(this.maxRowSize.toBytes(), LARGEST_ROW);
		return new ReadingLimits(this.maxFileSize, this.maxCompressionRatio, rowSize, this.maxRows);
	}

	/**
	 * File names of one dataset: names in the data folder or one of the dataset's
	 * sub-folders, or paths below the data folder.
	 *
	 * @param train Name of the training file. Empty for the official names.
	 * @param evaluation Name of the evaluation file. Empty for the official names.
	 */
	record FileNames(@Nullable String train, @Nullable String evaluation) {

		@Nullable String of(Split split) {
			return (split == Split.TRAIN) ? this.train : this.evaluation;
		}

	}

}
