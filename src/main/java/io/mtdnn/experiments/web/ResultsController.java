package io.mtdnn.experiments.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.mtdnn.experiments.output.StudyTable;
import io.mtdnn.experiments.output.TableFormats;
import io.mtdnn.experiments.run.ExperimentJson;
import io.mtdnn.experiments.run.Experiments;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
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

	private final Experiments experiments;

	private final ExperimentViews views;

	private final ExperimentJson json;

	ResultsController(Experiments experiments, ExperimentViews views, ExperimentJson json) {
		this.experiments = experiments;
		this.views = views;
		this.json = json;
	}

	@GetMapping("/table")
	@Operation(summary = "The results as a table in the paper's layout",
			description = "Means and standard deviations over seeds, and differences to the baseline with intervals and significance marks. LaTeX needs the package booktabs.")
	@ApiResponse(responseCode = "200", description = "The table",
			content = { @Content(mediaType = "application/json", schema = @Schema(implementation = StudyTable.class)),
					@Content(mediaType = "text/csv", schema = @Schema(type = "string")),
					@Content(mediaType = "text/markdown", schema = @Schema(type = "string")),
					@Content(mediaType = "application/x-latex", schema = @Schema(type = "string")) })
	@ApiResponse(responseCode = "404", description = "There is no such experiment")
	ResponseEntity<?> table(@PathVariable String id,
			@RequestParam(defaultValue = "json") @Parameter(schema = @Schema(
					allowableValues = { "json", "csv", "markdown", "latex" })) String format,
			@RequestParam(defaultValue = "threshold-0") @Parameter(description = ScoresParameter.TEXT,
					schema = @Schema(allowableValues = { "threshold-0", "tuned" })) String scores,
			@RequestParam(defaultValue = "false") @Parameter(
					description = "add the paper's values, if it trained the same mixtures") boolean paper) {
		Choice.of("format", format, List.of("json", "csv", "markdown", "latex"));
		StoredExperiment experiment = this.experiments.get(id);
		Study study = this.json.study(experiment);
		StudyTable table = StudyTable.of(experiment.name(), this.views.analysis(study,
				this.experiments.runs(experiment), ScoresParameter.of(scores)), study.arms(), paper);
		return switch (format) {
			case "csv" -> text("text/csv", TableFormats.csv(table));
			case "markdown" -> text("text/markdown", TableFormats.markdown(table));
			case "latex" -> text("application/x-latex", TableFormats.latex(table));
			default -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(table);
		};
	}

	private static ResponseEntity<byte[]> text(String type, String text) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
			.body(text.getBytes(StandardCharsets.UTF_8));
	}

}
