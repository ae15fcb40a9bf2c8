package io.mtdnn.datasets.catalog;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.datasets.definitions.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A dataset in a list.
 *
 * @param origin where its definition comes from
 * @param head kind of head that it trains, such as {@code multiple-choice}; null when its
 * declaration has faults
 * @param labels its labels, in the order of the outputs; null when they are those of a
 * training file that was not read yet
 * @param metric its main metric
 * @param evaluationOf the dataset whose task it evaluates; null for a dataset to train on
 * @param trainingOnly whether it has no evaluation rows by its declaration
 * @param usable whether a job can name it, as far as is known without reading the files
 * @param missing missing or wrong parts, one sentence each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetOverview(String name, @Nullable Origin origin, @Nullable String head,
		@Nullable List<String> labels, @Nullable String metric, @Nullable String evaluationOf, boolean trainingOnly,
		boolean usable, List<String> missing, @Nullable SplitOverview train, @Nullable SplitOverview evaluation) {

}
