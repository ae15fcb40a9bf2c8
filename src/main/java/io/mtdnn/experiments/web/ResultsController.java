package io.mtdnn.experiments.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.List;

import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.figure.FigureFormat;
import io.mtdnn.experiments.figure.FigureKind;
import io.mtdnn.experiments.figure.Figures;
import io.mtdnn.experiments.output.HtmlReport;
import io.mtdnn.experiments.output.Report;
import io.mtdnn.experiments.output.StudyTable;
import io.mtdnn.experiments.output.TableFormats;
import io.mtdnn.experiments.run.ArmResults;
import io.mtdnn.experiments.run.ExperimentJson;
import io.mtdnn.experiments.run.Experiments;
import io.mtdnn.experiments.run.Reports;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.replays.Capsule;
import io.mtdnn.replays.Capsules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tables, figures and reports of experiments over HTTP. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping("/experiments/{id}")
@Tag(name = "Experiments")
class ResultsController {

	/** The page has its own style and figures, and loads nothing. */
	private static final String REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

	private final Experiments experiments;

	private final ArmResults results;

	private final ExperimentJson json;

	private final Figures figures;

	private final Reports reports;

	private final Capsules capsules;

	ResultsController(Experiments experiments, ArmResults results, ExperimentJson json, Figures figures,
			Reports reports, Capsules capsules) {
		this.capsules = capsules;
		this.figures = figures;
		this.reports = reports;
		this.experiments = experiments;
		this.results = results;
		this.json = json;
	}

	@GetMapping("/table")
	@Operation(summary = "The results as a table in the paper's layout",
			description = "Means and standard deviations over seeds, and differences to the baseline with intervals and significance marks. LaTeX needs the packages booktabs and graphicx.")
	@ApiResponse(responseCode = "200", description = "The table",
			content = { @Content(mediaType = "application/json", schema = @Schema(implementation = StudyTable.class)),
					@Content(mediaType = "text/csv", schema = @Schema(type = "string")),
					@Content(mediaType = "text/markdown", schema = @Schema(type = "string")),
					@Content(mediaType = "application/x-latex", schema = @Schema(type = "string")) })
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	ResponseEntity<?> table(@PathVariable String id,
			@RequestParam(defaultValue = "json") @Parameter(
					schema = @Schema(allowableValues = { "json", "csv", "markdown", "latex" })) String format,
			@RequestParam(defaultValue = "threshold-0") @Parameter(description = ScoresParameter.TEXT,
					schema = @Schema(allowableValues = { "threshold-0", "tuned" })) String scores,
			@RequestParam(defaultValue = "false") @Parameter(
					description = "add the paper's values if the experiment trained the same mixtures") boolean paper) {
		Choice.of("format", format, List.of("json", "csv", "markdown", "latex"));
		StoredExperiment experiment = this.experiments.get(id);
		Study study = this.json.study(experiment);
		StudyTable table = StudyTable.of(experiment.name(),
				this.results.analysis(study, this.experiments.runs(experiment), ScoresParameter.of(scores)),
				study.arms(), paper);
		return switch (format) {
			case "csv" -> text("text/csv", TableFormats.csv(table));
			case "markdown" -> text("text/markdown", TableFormats.markdown(table));
			case "latex" -> text("application/x-latex", TableFormats.latex(table));
			default -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(table);
		};
	}

	@GetMapping("/figure")
	@Operation(summary = "A figure of the results",
			description = "weight-vs-score: the main metric over the weight of the leading task; mixture-vs-score: of each arm; learning-curve: the leading task's loss over steps; risk-coverage: wrong answers over the share of questions answered; affinity: how steps of each task change the losses of all, of the arm with most tasks whose plan measures it; gradient-cosine: the cosines between the tasks' gradients of the encoder, of the same arm. Bands are the standard deviation over seeds, or the lowest and highest seed. Lines differ in dash and marker, and figures have no title, as in a paper.")
	@ApiResponse(responseCode = "200", description = "The figure",
			content = { @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")),
					@Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
					@Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")) })
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	@ApiResponse(responseCode = "409", description = "No run has finished, or the figure's results have been deleted")
	ResponseEntity<byte[]> figure(@PathVariable String id,
			@RequestParam(defaultValue = "mixture-vs-score") @Parameter(description = "content of the figure",
					schema = @Schema(allowableValues = { "weight-vs-score", "mixture-vs-score", "learning-curve",
							"risk-coverage", "affinity", "gradient-cosine" })) String kind,
			@RequestParam(defaultValue = "svg") @Parameter(
					schema = @Schema(allowableValues = { "svg", "png", "pdf" })) String format,
			@RequestParam(defaultValue = "threshold-0") @Parameter(description = ScoresParameter.TEXT,
					schema = @Schema(allowableValues = { "threshold-0", "tuned" })) String scores,
			@RequestParam(defaultValue = "false") @Parameter(
					description = "add the paper's values if the experiment trained the same mixtures") boolean paper) {
		FigureKind drawn = Choice.of("kind", kind, List.of(FigureKind.values()), FigureKind::text);
		FigureFormat as = Choice.of("format", format, List.of(FigureFormat.values()), FigureFormat::text);
		StoredExperiment experiment = this.experiments.get(id);
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(as.mediaType()))
			.body(this.figures.draw(experiment, this.experiments.runs(experiment), drawn, ScoresParameter.of(scores),
					paper, as));
	}

	@GetMapping(path = "/capsule", produces = "application/json")
	@Operation(summary = "The capsule of an experiment",
			description = "One file with everything that another service needs to repeat its finished runs with `POST /replays`.")
	@ApiResponse(responseCode = "200", description = "The capsule")
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	@ApiResponse(responseCode = "409", description = "No run has finished")
	Capsule capsule(@PathVariable String id) {
		StoredExperiment experiment = this.experiments.get(id);
		return this.capsules.ofExperiment(experiment.name(), this.json.request(experiment),
				this.experiments.runs(experiment)
					.stream()
					.filter((run) -> run.scores() != null)
					.map(StoredRun::job)
					.toList());
	}

	@GetMapping("/report")
	@Operation(summary = "A report with everything needed to assess and repeat the experiment",
			description = "Results, figures, environment, hashes of data and encoder, the items of the ACL's reproducibility criteria, and the exact request.")
	@ApiResponse(responseCode = "200", description = "The report",
			content = { @Content(mediaType = "text/markdown", schema = @Schema(type = "string")),
					@Content(mediaType = "text/html", schema = @Schema(type = "string")) })
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	ResponseEntity<byte[]> report(@PathVariable String id,
			@RequestParam(defaultValue = "markdown") @Parameter(
					description = "html is one file with its figures and without scripts, for printing or sharing",
					schema = @Schema(allowableValues = { "markdown", "html" })) String format,
			@RequestParam(defaultValue = "threshold-0") @Parameter(description = ScoresParameter.TEXT,
					schema = @Schema(allowableValues = { "threshold-0", "tuned" })) String scores) {
		Choice.of("format", format, List.of("markdown", "html"));
		ScoreKind kind = ScoresParameter.of(scores);
		StoredExperiment experiment = this.experiments.get(id);
		List<StoredRun> runs = this.experiments.runs(experiment);
		Report report = this.reports.of(experiment, runs, kind);
		Map<String, byte[]> drawn = this.figures.all(experiment, runs, kind);
		if (format.equals("markdown")) {
			return text("text/markdown", report.markdown(drawn));
		}
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
			.header("Content-Security-Policy", REPORT_POLICY)
			.body(HtmlReport.of(report, drawn).getBytes(StandardCharsets.UTF_8));
	}

	private static ResponseEntity<byte[]> text(String type, String text) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
			.body(text.getBytes(StandardCharsets.UTF_8));
	}

}
