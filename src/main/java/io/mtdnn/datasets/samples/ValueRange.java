package io.mtdnn.datasets.samples;

import java.util.DoubleSummaryStatistics;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.task.Target.Value;
import org.jspecify.annotations.Nullable;

/**
 * The range of the numbers to predict.
 *
 * @param lowest the lowest, in the unit of the data
 * @param highest the highest
 */
public record ValueRange(double lowest, double highest) {

	/** The range over all rows of a file; null if its rows have no numbers. */
	public static @Nullable ValueRange of(Dataset dataset) {
		DoubleSummaryStatistics values = dataset.examples()
			.stream()
			.filter(SentenceExample.class::isInstance)
			.map((example) -> ((SentenceExample) example).target())
			.filter(Value.class::isInstance)
			.mapToDouble((target) -> ((Value) target).value())
			.summaryStatistics();
		return (values.getCount() > 0) ? new ValueRange(values.getMin(), values.getMax()) : null;
	}

}
