package io.mtdnn.experiments.output;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;
import io.mtdnn.experiments.analysis.Analysis.ArmDifference;
import io.mtdnn.experiments.analysis.Analysis.ArmScore;
import io.mtdnn.experiments.study.Arm;
import org.jspecify.annotations.Nullable;

/**
 * The results of an experiment as a table in the paper's layout.
 *
 * @param caption caption of the table
 * @param metric main metric
 * @param level level of the intervals of differences, such as 95 %
 * @param rows a program that never reads first, then controls and arms
 * @param notes notes for the reader
 */
public record StudyTable(String caption, String metric, String level, List<TableRow> rows, List<String> notes) {

	/**
	 * A row.
	 *
	 * @param label what varies
	 * @param seeds number of finished runs; 0 in the row of a program that never reads
	 * @param planned number of runs in all
	 * @param exact exact match: mean over seeds
	 * @param exactDeviation its standard deviation over seeds
	 * @param main main metric: mean over seeds
	 * @param mainDeviation its standard deviation over seeds
	 * @param difference main metric minus that of the baseline
	 * @param low lower end of the interval of the difference at `level`
	 * @param high upper end
	 * @param adjusted p-value of the difference, corrected for the number of arms
	 * @param mark ** if that is below 0.01, * if it is below 0.05
	 * @param paperExact exact match that the paper reports for this mixture
	 * @param paperF1 F1 that the paper reports
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record TableRow(String label, int seeds, int planned, @Nullable Double exact,
			@Nullable Double exactDeviation, @Nullable Double main, @Nullable Double mainDeviation,
			@Nullable Double difference, @Nullable Double low, @Nullable Double high, @Nullable Double adjusted,
			@Nullable String mark, @Nullable Double paperExact, @Nullable Double paperF1) {

	}

	/**
	 * The table of an analysis.
	 * @param arms the arms in the analysis' order
	 * @param paper whether to add the paper's values
	 */
	public static StudyTable of(String name, Analysis analysis, List<Arm> arms, boolean paper) {
		List<TableRow> rows = new ArrayList<>();
		if (analysis.alwaysEmpty() != null) {
			rows.add(new TableRow("always empty", 0, 0, analysis.alwaysEmpty(), null, analysis.alwaysEmpty(), null,
					null, null, null, null, null, null, null));
		}
		for (int i = 0; i < arms.size(); i++) {
			rows.add(row(analysis.arms().get(i), paper ? PaperValues.of(arms.get(i)).orElse(null) : null));
		}
		String caption = name + ((analysis.dataset() != null) ? " on " + analysis.dataset() : "") + ", scores with "
				+ analysis.counted();
		return new StudyTable(caption, (analysis.metric() != null) ? analysis.metric() : "f1",
				Analysis.percent(analysis.level()), rows, notes(analysis, paper));
	}

	private static TableRow row(ArmAnalysis arm, @Nullable PaperValues paper) {
		ArmScore exact = arm.exact();
		ArmScore main = arm.main();
		ArmDifference difference = arm.mainDifference();
		return new TableRow(arm.label() + (arm.baseline() && arm.control() == null ? " (baseline)" : ""), arm.seeds(),
				arm.planned(), (exact != null) ? exact.mean() : null,
				(exact != null) ? exact.standardDeviation() : null, (main != null) ? main.mean() : null,
				(main != null) ? main.standardDeviation() : null, (difference != null) ? difference.estimate() : null,
				(difference != null) ? difference.low() : null, (difference != null) ? difference.high() : null,
				(difference != null) ? difference.adjusted() : null, (difference != null) ? difference.mark() : null,
				(paper != null) ? paper.exact() : null, (paper != null) ? paper.f1() : null);
	}

	private static List<String> notes(Analysis analysis, boolean paper) {
		List<String> notes = new ArrayList<>();
		notes.add(analysis.finished() + " of " + analysis.runs() + " runs have finished.");
		notes.add(differences(analysis));
		notes.add(analysis.sentence());
		if (analysis.halving() != null) {
			notes.add(analysis.halving().sentence());
		}
		if (analysis.search() != null) {
			notes.add(analysis.search().sentence());
		}
		if (analysis.power() != null) {
			notes.add(analysis.power());
		}
		if (paper) {
			notes
				.add("The paper's values are those of BERT-base-cased or BERT-large-cased with all data and one seed.");
		}
		return notes;
	}

	private static String differences(Analysis analysis) {
		String level = Analysis.percent(analysis.level());
		if (analysis.search() != null) {
			return "Mean and standard deviation over seeds. Differences to the baseline and their intervals (" + level
					+ ") count seeds and articles; they are not tested, because earlier scores decided what was trained.";
		}
		return "Mean and standard deviation over seeds. Differences to the baseline, their intervals (" + level
				+ ") and p-values count seeds and articles; * p < 0.05, ** p < 0.01, corrected for the number of arms (Holm)"
				+ ((analysis.looks() > 1) ? " and of the " + analysis.looks() + " planned numbers of seeds" : "") + ".";
	}

}
