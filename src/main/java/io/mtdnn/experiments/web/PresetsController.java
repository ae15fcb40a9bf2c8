package io.mtdnn.experiments.web;

import java.util.Arrays;
import java.util.List;

import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Preset;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The presets of experiments over HTTP. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping(path = "/experiments/presets", produces = "application/json")
@Tag(name = "Experiments", description = "Many runs from one request, and their results")
class PresetsController {

	@GetMapping
	@Operation(summary = "The presets with their requests",
			description = "Each definition has all defaults and can be changed and sent to `POST /experiments`.")
	@ApiResponse(responseCode = "200", description = "All presets, the paper's tables first")
	PresetList presets() {
		return new PresetList(Arrays.stream(Preset.values())
			.map((preset) -> new PresetView(preset.text(), preset.title(), preset.definition()))
			.toList());
	}

	/**
	 * The presets.
	 *
	 * @param items presets, the paper's tables first
	 */
	record PresetList(List<PresetView> items) {

	}

	/**
	 * A preset.
	 *
	 * @param preset name for `preset` in a request
	 * @param title what it compares
	 * @param definition the request with all defaults
	 */
	record PresetView(String preset, String title, ExperimentRequest definition) {

	}

}
