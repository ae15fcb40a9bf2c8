package io.mtdnn.registry.predictions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.store.RegistryJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The predictions of models on their evaluation sets. */
@Service
public class Predictions {

	private final ModelRegistry registry;

	private final RegistryJson json;

	private final JsonMapper mapper = JsonMapper.shared();

	Predictions(ModelRegistry registry, RegistryJson json) {
		this.registry = registry;
		this.json = json;
	}

	/**
	 * Null odds of a dataset's questions.
	 * @param dataset the evaluated dataset; null when there is only one
	 * @throws io.mtdnn.registry.ModelMismatchException when the model has none
	 */
	public EvaluationFile odds(RegisteredModel model, @Nullable String dataset) {
		return EvaluationFile.find(model, this.registry.bundle(model), dataset, "null-odds-", ".jsonl");
	}

	/** N-best lists of a dataset's questions. */
	public EvaluationFile nBest(RegisteredModel model, @Nullable String dataset) {
		return EvaluationFile.find(model, this.registry.bundle(model), dataset, "nbest-", ".jsonl.gz");
	}

	/** Reads null odds, in the dataset's order. */
	public List<StoredOdds> read(RegisteredModel model, EvaluationFile odds) {
		List<StoredOdds> questions = new ArrayList<>();
		try (BufferedReader reader = Files.newBufferedReader(odds.path())) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				questions.add(this.json.read(line, StoredOdds.class));
			}
		}
		catch (IOException | JacksonException ex) {
			throw damaged(model, odds, ex);
		}
		return questions;
	}

	/** Writes {@code predictions.json}: the answer to each question at a threshold. */
	public void writePredictions(RegisteredModel model, EvaluationFile odds, double threshold, OutputStream out) {
		List<StoredOdds> questions = read(model, odds);
		write(out, (json) -> questions
			.forEach((one) -> json.writeStringProperty(one.id(), (one.nullOdds() > threshold) ? "" : one.bestText())));
	}

	/**
	 * Writes {@code null_odds.json}: per question its null odds, of one without any span
	 * the largest number there is.
	 */
	public void writeNullOdds(RegisteredModel model, EvaluationFile odds, OutputStream out) {
		List<StoredOdds> questions = read(model, odds);
		write(out, (json) -> questions
			.forEach((one) -> json.writeNumberProperty(one.id(), Math.min(one.nullOdds(), Double.MAX_VALUE))));
	}

	/** Writes {@code nbest_predictions.json}: per question its candidates. */
	public void writeNBest(RegisteredModel model, EvaluationFile nBest, OutputStream out) {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(
				new GZIPInputStream(Files.newInputStream(nBest.path())), StandardCharsets.UTF_8))) {
			write(out, (json) -> lines.lines().forEach((line) -> {
				JsonNode question = this.mapper.readTree(line);
				json.writeName(question.get("id").stringValue());
				json.writeTree(question.get("nbest"));
			}));
		}
		catch (IOException ex) {
			throw damaged(model, nBest, ex);
		}
	}

	private void write(OutputStream out, Consumer<JsonGenerator> members) {
		try (JsonGenerator json = this.mapper.createGenerator(out)) {
			json.writeStartObject();
			members.accept(json);
			json.writeEndObject();
		}
	}

	private static ModelDamagedException damaged(RegisteredModel model, EvaluationFile file, Exception cause) {
		String name = file.path().getFileName().toString();
		return new ModelDamagedException(model.id(), name, name + " cannot be read", cause);
	}

}
