package io.mtdnn.experiments.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.mtdnn.experiments.analysis.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * A page that states what an experiment did, what it showed, and how to repeat it: the
 * items of the ACL's reproducibility criteria.
 *
 * @param id the experiment's id
 * @param request the request as it was sent, JSON
 * @param definition the request with all defaults, JSON
 * @param inputs hash of each file that runs read
 * @param environment versions and machine of a run; empty before one has started
 * @param runs its runs
 * @param hours hours of all runs that have ended, one after the other
 */
public record Report(String id, String name, String request, String definition, Map<String, String> inputs,
		Map<String, Object> environment, List<ReportedRun> runs, double hours, Analysis analysis, StudyTable table) {

	/**
	 * A run of a report.
	 *
	 * @param score main metric; null before it succeeded
	 */
	public record ReportedRun(String arm, long seed, String state, @Nullable String job, @Nullable String model,
			@Nullable Double score) {

	}

	/** The report as Markdown. */
	public String markdown() {
		StringBuilder text = new StringBuilder("# " + TableFormats.escaped(this.name) + "\n\n");
		text.append(TableFormats.escaped(this.analysis.sentence())).append("\n\n");
		text.append("## Results\n\n").append(TableFormats.markdown(this.table)).append('\n');
		text.append("## Figures\n\n");
		for (String kind : List.of("weight-vs-score", "mixture-vs-score", "learning-curve", "risk-coverage")) {
			text.append("- `/experiments/%s/figure?kind=%s&format=pdf`%n".formatted(this.id, kind));
		}
		text.append("\n## Reproducibility\n\n");
		items(text);
		text.append("\n## Runs\n\n| arm | seed | state | ")
			.append(this.table.metric())
			.append(" | job | model |\n|---|---|---|---|---|---|\n");
		this.runs
			.forEach((run) -> text.append("| %s | %d | %s | %s | %s | %s |%n".formatted(TableFormats.escaped(run.arm()),
					run.seed(), run.state().toLowerCase(Locale.ROOT),
					(run.score() != null) ? String.format(Locale.ROOT, "%.2f", run.score()) : "",
					(run.job() != null) ? run.job() : "", (run.model() != null) ? run.model() : "")));
		text.append("\n## Request\n\nSend this to `POST /experiments`:\n\n").append(block(this.request));
		text.append("\nWith all defaults:\n\n").append(block(this.definition));
		return text.toString().replace("\r\n", "\n");
	}

	private void items(StringBuilder text) {
		text.append("- **Model and algorithm**: docs/method.md; plan below.\n")
			.append("- **Computing infrastructure**: ")
			.append(this.environment.isEmpty() ? "no run has started"
					: this.environment.get("cpu") + ", " + this.environment.get("processors") + " processors, "
							+ this.environment.get("os") + "; versions " + this.environment.get("versions"))
			.append(".\n- **Average runtime**: ")
			.append(this.analysis.finished() == 0 ? "unknown"
					: String.format(Locale.ROOT, "%.2f hours a run, %.2f hours in all",
							this.hours / this.analysis.finished(), this.hours))
			.append(".\n- **Evaluation metrics**: exact match and F1 of the official SQuAD 2.0 evaluator; docs/parity.md.\n")
			.append("- **Number of runs**: ")
			.append(this.analysis.finished())
			.append(" of ")
			.append(this.analysis.runs())
			.append("; the table includes every run.\n- **Expected best of n**: in `GET /experiments/")
			.append(this.id)
			.append("`.\n- **Selection**: arms are compared on the evaluation set; the best is chosen on one half of it, and its score on the other half is reported too.\n")
			.append("- **Statistics**: docs/statistics.md.\n- **Data and encoder** (SHA-256):\n");
		this.inputs.forEach((file, hash) -> text.append("    - ")
			.append(TableFormats.escaped(file))
			.append(": `")
			.append(hash)
			.append("`\n"));
	}

	private static String block(String json) {
		return "```json\n" + json.replace("```", "'''") + "\n```\n";
	}

}
