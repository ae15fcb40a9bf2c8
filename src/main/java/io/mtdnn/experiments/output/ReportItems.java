package io.mtdnn.experiments.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;

/** The items of the ACL's reproducibility criteria, as far as an experiment has them. */
final class ReportItems {

	private ReportItems() {
	}

	static List<Item> of(Report report) {
		Analysis analysis = report.analysis();
		List<Item> items = new ArrayList<>();
		items.add(new Item("Model and algorithm", "docs/method.md; the plan is below."));
		items.add(new Item("Number of parameters", parameters(report)));
		items.add(new Item("Source code", "mtdnn-server, " + versions(report) + "."));
		items.add(new Item("Computing infrastructure", infrastructure(report)));
		items.add(new Item("Average runtime", runtime(report)));
		items.add(new Item("Data", data(report)));
		items.add(new Item("Evaluation metrics",
				"those of the official evaluators, for questions exact match and F1; docs/parity.md."));
		items.add(new Item("Hyperparameters", report.axes().isEmpty() ? "one configuration; all values are below."
				: "values that were compared: " + String.join("; ", report.axes()) + ". All others are below."));
		items.add(new Item("Number of runs",
				analysis.finished() + " of " + analysis.runs() + "; the table includes every finished run."));
		items.add(new Item("Selection", selection(analysis)));
		items.add(new Item("Expected best of n", bestOfN(analysis)));
		items.add(new Item("Statistics", "docs/statistics.md: intervals and tests count seeds and articles."));
		return List.copyOf(items);
	}

	private static String parameters(Report report) {
		return report.parameters().isEmpty() ? "not counted yet." : String.join("; ", report.parameters()) + ".";
	}

	private static String versions(Report report) {
		return report.environment().isEmpty() ? "version unknown before a run has started"
				: "versions " + report.environment().get("versions");
	}

	private static String infrastructure(Report report) {
		return report.environment().isEmpty() ? "no run has started."
				: report.environment().get("cpu") + ", " + report.environment().get("processors")
						+ " processors, devices " + report.environment().get("devices") + ", "
						+ report.environment().get("os") + ".";
	}

	private static String runtime(Report report) {
		List<Double> hours = report.hours();
		double sum = hours.stream().mapToDouble(Double::doubleValue).sum();
		return hours.isEmpty() ? "unknown."
				: String.format(Locale.ROOT, "%.2f hours a run, %.2f hours in all.", sum / hours.size(), sum);
	}

	private static String data(Report report) {
		return report.datasets().isEmpty() ? "not read yet." : String.join("; ", report.datasets()) + ".";
	}

	private static String selection(Analysis analysis) {
		String search = (analysis.search() != null) ? " " + analysis.search().sentence() : "";
		String halving = (analysis.halving() != null) ? " " + analysis.halving().sentence() : "";
		return "arms are compared on the development set; the best is chosen on one half of it, and its score on the other half is reported too."
				+ halving + search;
	}

	private static String bestOfN(Analysis analysis) {
		String curves = analysis.arms()
			.stream()
			.filter((arm) -> arm.bestOfN() != null)
			.map((arm) -> arm.label() + " " + numbers(arm))
			.collect(Collectors.joining("; "));
		return curves.isEmpty() ? "unknown." : curves + ", for 1, 2, ... runs.";
	}

	private static String numbers(ArmAnalysis arm) {
		List<Double> curve = arm.bestOfN();
		return (curve == null) ? ""
				: curve.stream()
					.map((value) -> String.format(Locale.ROOT, "%.2f", value))
					.collect(Collectors.joining(", "));
	}

	/**
	 * An item.
	 *
	 * @param name name of the criterion
	 * @param text what the experiment has to state
	 */
	record Item(String name, String text) {

	}

}
