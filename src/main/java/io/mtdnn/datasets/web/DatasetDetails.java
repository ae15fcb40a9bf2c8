package io.mtdnn.datasets.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.datasets.catalog.DatasetOverview;
import io.mtdnn.datasets.samples.Sample;
import io.mtdnn.datasets.samples.ValueRange;
import org.jspecify.annotations.Nullable;

/**
 * A dataset with its first rows.
 *
 * @param encoder whose tokenizer made the pieces; null when there is no encoder
 * @param samples the first rows of the training file, or of the evaluation file when
 * there is no other; empty when it cannot be read
 * @param values the range of the numbers in that file; only for regression
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DatasetDetails(DatasetOverview dataset, @Nullable String encoder, List<Sample> samples,
		@Nullable ValueRange values) {

}
