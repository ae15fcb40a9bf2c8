package io.mtdnn.registry.thresholds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.registry.store.StoredThresholds;
import io.mtdnn.registry.store.RegistryJson;
import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.evaluation.SquadPrediction;
import io.mtdnn.evaluation.ThresholdCurve;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;

/**
 * Null thresholds of models, studied on the null odds that their evaluation left in the
 * bundle: no model runs for it.
 */
@Service
public class Thresholds {

	private static final String PREFIX = "null-odds-";

	private static final String SUFFIX = ".jsonl";

	private final ModelRegistry registry;

	private final StoredThresholds stored;

	private final RegistryJson json;

	Thresholds(ModelRegistry registry, StoredThresholds stored, RegistryJson json) {
		this.registry = registry;
		this.stored = stored;
		this.json = json;
	}

	/**
	 * How a model's scores depend on the threshold.
	 * @param dataset the evaluated dataset; null when there is only one
	 * @param points about how many thresholds
	 * @throws ModelMismatchException when there are no null odds of that dataset
	 */
	public ThresholdStudy study(RegisteredModel model, String dataset, int points) {
		Path file = file(model, dataset);
		List<QuestionScore> scores = scores(model, file);
		return new ThresholdStudy(model, name(file), scores.size(), ThresholdCurve.of(scores, points),
				HalfAndHalf.of(scores).orElse(null));
	}

	/**
	 * Makes a threshold the model's own, for every request from now on that names none.
	 * @return the model as it is now
	 * @throws RegistryInputException when the threshold is not finite
	 */
	public RegisteredModel promote(RegisteredModel model, double threshold) {
		if (!Double.isFinite(threshold)) {
			throw new RegistryInputException("threshold", "the threshold must be a finite number");
		}
		return this.stored.set(model.id(), threshold);
	}

	private Path file(RegisteredModel model, String dataset) {
		List<Path> files = files(this.registry.bundle(model));
		List<String> names = files.stream().map(Thresholds::name).toList();
		if (dataset == null && files.size() == 1) {
			return files.get(0);
		}
		if (!names.contains(dataset)) {
			throw new ModelMismatchException("dataset",
					names.isEmpty()
							? "model '" + model.id() + "' was not evaluated on questions, so it has no null odds"
							: "name one of the datasets that the model was evaluated on: " + String.join(", ", names));
		}
		return files.get(names.indexOf(dataset));
	}

	private static List<Path> files(Path bundle) {
		try (Stream<Path> files = Files.list(bundle)) {
			return files.filter((file) -> {
				String name = file.getFileName().toString();
				return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
			}).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String name(Path file) {
		String name = file.getFileName().toString();
		return name.substring(PREFIX.length(), name.length() - SUFFIX.length());
	}

	private List<QuestionScore> scores(RegisteredModel model, Path file) {
		List<QuestionScore> scores = new ArrayList<>();
		try (BufferedReader reader = Files.newBufferedReader(file)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				StoredOdds odds = this.json.read(line, StoredOdds.class);
				scores.add(QuestionScore
					.of(new SquadPrediction(odds.id(), odds.golds(), odds.bestText(), odds.nullOdds())));
			}
		}
		catch (IOException | JacksonException ex) {
			throw new ModelDamagedException(model.id(), file.getFileName().toString(),
					file.getFileName() + " cannot be read", ex);
		}
		return scores;
	}

	/** One line of the file. */
	private record StoredOdds(String id, String bestText, double nullOdds, List<String> golds) {

	}

}
