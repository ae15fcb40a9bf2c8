package io.mtdnn.datasets.catalog;

import java.util.Map;

import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.reading.ReadingLimits;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How dataset files are found and what is refused.
 *
 * @param files other file names than the official ones, by dataset
 * @param maxFileSize maximum size of a dataset file, after unpacking
 * @param maxCompressionRatio most bytes that one byte of a gzip file may unpack to; text
 * is below 20
 * @param maxRowSize maximum size of one line, csv record or JSON string
 * @param maxRows most examples of a dataset file
 * @param encodingThreads threads that turn text into word pieces; 0 for one per processor
 * @param maxCacheSize maximum size of encoded features kept in the cache folder; the
 * oldest go first
 */
@Validated
@ConfigurationProperties("mtdnn.datasets")
record DatasetsProperties(Map<String, FileNames> files, @DefaultValue("1GB") DataSize maxFileSize,
		@Min(2) @DefaultValue("100") int maxCompressionRatio, @DefaultValue("2MB") DataSize maxRowSize,
		@Min(1) @DefaultValue("10000000") int maxRows, @Min(0) @DefaultValue("0") int encodingThreads,
		@DefaultValue("4GB") DataSize maxCacheSize) {

	private static final long LARGEST_ROW = 1 << 30;

	DatasetsProperties {
		files = (files != null) ? Map.copyOf(files) : Map.of();
	}

	ReadingLimits limits() {
		int rowSize = (int) Math.min(this.maxRowSize.toBytes(), LARGEST_ROW);
		return new ReadingLimits(this.maxFileSize, this.maxCompressionRatio, rowSize, this.maxRows);
	}

	/**
	 * File names of one dataset: names in the data folder or one of the dataset's
	 * sub-folders, or paths below the data folder.
	 *
	 * @param train the training file; the official names when left out
	 * @param evaluation the evaluation file; the official names when left out
	 */
	record FileNames(String train, String evaluation) {

		String of(Split split) {
			return (split == Split.TRAIN) ? this.train : this.evaluation;
		}

	}

}
