package io.mtdnn.experiments.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.wording.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * A page that describes an experiment, its results, and how to repeat it: the items of
 * the ACL's reproducibility criteria.
 *
 * @param id the experiment's id
 * @param request the request as it was sent, JSON
 * @param definition the request with all defaults, JSON
 * @param inputs hash of each file that runs read
 * @param environment versions and machine of a run; empty before one has started
 * @param runs its runs
 * @param axes what varies, in words
 * @param datasets the tasks' datasets with their sizes, in words
 * @param parameters numbers of parameters of the models, in words
 * @param hours hours of each finished run whose job still exists
 */
public record Report(String id, String name, String request, String definition, Map<String, String> inputs,
		Map<String, Object> environment, List<ReportedRun> runs, List<String> axes, List<String> datasets,
		List<String> parameters, List<Double> hours, Analysis analysis, StudyTable table) {

	/**
	 * A run of a report.
	 *
	 * @param score main metric; null before it succeeded
	 */
	public record ReportedRun(String arm, long seed, String state, @Nullable String job, @Nullable String model,
			@Nullable Double score) {

		/** The score with two decimals; empty without one. */
		String number() {
			return (this.score != null) ? String.format(Locale.ROOT, "%.2f", this.score) : "";
		}

	}

	/**
	 * The report as Markdown.
	 * @param figures its figures as SVG, by their kind
	 */
	public String markdown(Map<String, byte[]> figures) {
		StringBuilder text = new StringBuilder("# " + TableFormats.escaped(this.name) + "\n\n");
		text.append(TableFormats.escaped(this.analysis.sentence())).append("\n\n");
		text.append("## Results\n\n").append(TableFormats.markdown(this.table)).append("\n## Figures\n\n");
		figures.forEach((kind, svg) -> text.append("![%s](%s)%n%n".formatted(kind, DataUri.svg(svg))));
		text.append("## Reproducibility\n\n");
		ReportItems.of(this)
			.forEach((item) -> text.append("- **%s**: %s%n".formatted(item.name(), TableFormats.escaped(item.text()))));
		text.append("\n## Data and encoder\n\n| file | SHA-256 |\n|---|---|\n");
		this.inputs.forEach((file, hash) -> text.append("| %s | `%s` |%n".formatted(TableFormats.escaped(file), hash)));
		text.append("\n## Environment\n\n| | |\n|---|---|\n");
		this.environment.forEach((name, value) -> {
			if (!name.endsWith("Hashes")) {
				text.append("| %s | %s |%n".formatted(name, TableFormats.escaped(String.valueOf(value))));
			}
		});
		text.append("\n## Runs\n\n| arm | seed | state | ")
			.append(MetricName.of(this.table.metric()))
			.append(" | job | model |\n|---|---|---|---|---|---|\n");
		this.runs
			.forEach((run) -> text.append("| %s | %d | %s | %s | %s | %s |%n".formatted(TableFormats.escaped(run.arm()),
					run.seed(), run.state().toLowerCase(Locale.ROOT), run.number(),
					Objects.requireNonNullElse(run.job(), ""), Objects.requireNonNullElse(run.model(), ""))));
		text.append("\n## Request\n\nSend this to `POST /experiments`:\n\n").append(block(this.request));
		text.append("\nWith all defaults:\n\n").append(block(this.definition));
		return text.toString().replace("\r\n", "\n");
	}

	private static String block(String json) {
		return "```json\n" + json.replace("```", "'''") + "\n```\n";
	}

}
