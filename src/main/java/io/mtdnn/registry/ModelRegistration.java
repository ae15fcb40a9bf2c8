package io.mtdnn.registry;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A bundle to be registered. Tasks, windows, threshold and provenance are in the bundle's
 * {@code mtdnn.json}; an evaluation of questions adds the files of
 * {@link io.mtdnn.evaluation.QuestionResults} and
 * {@link io.mtdnn.evaluation.PredictionFiles}.
 *
 * @param id the model's id: that of its job, with a suffix for the second of two models
 * @param name the model's name; need not be unique
 * @param bundle directory with the bundle
 * @param metrics per dataset the metrics of the kept epoch
 * @param edition which of several attempts to register this id it is, so that none
 * replaces the files of another; null if there is only one
 */
public record ModelRegistration(String id, String name, Path bundle, Map<String, Map<String, Double>> metrics,
		@Nullable String edition) {

	/** The only attempt to register a model. */
	public ModelRegistration(String id, String name, Path bundle, Map<String, Map<String, Double>> metrics) {
		this(id, name, bundle, metrics, null);
	}

	/** The key of its files in the artifact store. */
	public String artifact() {
		return RegisteredModel.artifactOf(this.id) + ((this.edition != null) ? "/" + this.edition : "");
	}

}
