package io.mtdnn.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.mtdnn.bench.Service;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.training.ChangedInputsException;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.RunInputs;
import io.mtdnn.training.StopSignal;
import io.mtdnn.training.StopSignal.Request;
import io.mtdnn.training.TrainingEngine;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A run is defined by its plan, its data and its encoder. If any of them changes, it does
 * not continue silently.
 */
class RunIdentityIntegrationTests {

	private static final String REQUEST = """
			{"encoder": "small", "tasks": [{"dataset": "cola"}], "epochs": 2, "batchSize": 4, "maxSequenceLength": 32,
			 "maxQuestionLength": 8, "docStride": 8, "dropout": 0.1, "learningRate": 1e-3}""";

	@TempDir
	private Path home;

	private ConfigurableApplicationContext context;

	private TrainingEngine engine;

	private TrainingPlan plan;

	private RunInputs inputs;

	private final List<TrainingEvent> events = new ArrayList<>();

	@BeforeEach
	void preflight() throws IOException {
		SmallEncoder.write(this.home.resolve("encoders/small"));
		writeData("in_domain_train.tsv", 1);
		writeData("in_domain_dev.tsv", 1);
		this.context = Service.start(Map.of("mtdnn.data-dir", this.home.toString(), "mtdnn.cache-dir",
				this.home.resolve("cache").toString(), "mtdnn.encoders-dir", this.home.resolve("encoders").toString()));
		this.engine = this.context.getBean(TrainingEngine.class);
		this.plan = this.context.getBean(PlanResolver.class)
			.resolve(JsonMapper.shared().readValue(REQUEST, TrainingRequest.class));
		this.inputs = this.engine.preflight(this.plan).inputs();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aRunRecordsTheFilesThatItReads() {
		assertThat(this.inputs.data()).containsOnlyKeys("cola/train", "cola/evaluation");
		assertThat(this.inputs.encoder()).containsOnlyKeys("config.json", "model.safetensors", "tokenizer.json",
				"vocab.txt");
		assertThatNoException().isThrownBy(() -> this.engine.verify(this.plan, this.inputs));
		run(Request.GO_ON, (event) -> {
		});
		assertThat(this.events).filteredOn(TrainingEvent.InputsRead.class::isInstance)
			.containsExactly(new TrainingEvent.InputsRead(this.inputs));
		Map<String, Object> provenance = this.context.getBean(ModelFactory.class)
			.describe(directory().resolve("last"))
			.provenance();
		assertThat(provenance.get("data")).isEqualTo(this.inputs.data());
		assertThat(provenance.get("encoder")).isEqualTo(this.inputs.encoder());
	}

	@Test
	void dataThatChangedSinceThePreflightAreRejected() throws IOException {
		for (String file : List.of("in_domain_train.tsv", "in_domain_dev.tsv")) {
			writeData(file, 0);
			String key = file.contains("train") ? "cola/train" : "cola/evaluation";
			refused("tasks[0].dataset", file + " (" + key + ") has changed since the pre-flight: SHA-256 ",
					" now, SHA-256 " + this.inputs.data().get(key).substring(0, 16) + "... then");
			writeData(file, 1);
		}
		assertThatNoException().isThrownBy(() -> run(Request.GO_ON, (event) -> {
		}));
	}

	@Test
	void everyChangedFileIsNamed() throws IOException {
		writeData("in_domain_train.tsv", 0);
		Files.delete(this.home.resolve("in_domain_dev.tsv"));
		assertThatExceptionOfType(io.mtdnn.plan.InvalidPlanException.class)
			.isThrownBy(() -> this.engine.verify(this.plan, this.inputs))
			.withMessageContaining("dataset 'cola' has no evaluation file");
		writeData("in_domain_dev.tsv", 0);
		change("config.json", "{", "{ ");
		change("vocab.txt", "lighthouse", "lighthousE");
		assertThatExceptionOfType(ChangedInputsException.class)
			.isThrownBy(() -> this.engine.verify(this.plan, this.inputs))
			.satisfies((ex) -> assertThat(ex.faults()).extracting("field")
				.containsExactly("tasks[0].dataset", "tasks[0].dataset", "encoder", "encoder"));
	}

	@Test
	void anEncoderWithAChangedTokenizerIsRejected() throws IOException {
		run(Request.CHECKPOINT_AND_STOP, (event) -> {
		});
		change("tokenizer.json", "\"lighthouse\"", "\"lighthousE\"");
		refused("encoder", "tokenizer.json of encoder 'small' has changed since the pre-flight");
		change("tokenizer.json", "\"lighthousE\"", "\"lighthouse\"");
		run(Request.GO_ON, (event) -> {
		});
		assertThat(this.events).filteredOn(TrainingEvent.Started.class::isInstance)
			.extracting((event) -> ((TrainingEvent.Started) event).fromStep())
			.containsExactly(0, 3);
	}

	@Test
	void changedWeightsOfTheSameSizeAndTimeAreDetected() throws IOException {
		Path weights = this.home.resolve("encoders/small/model.safetensors");
		FileTime time = FileTime.fromMillis(315_532_800_000L);
		Files.setLastModifiedTime(weights, time);
		this.engine.verify(this.plan, this.inputs);
		byte[] bytes = Files.readAllBytes(weights);
		bytes[bytes.length - 1] ^= 1;
		Files.write(weights, bytes);
		Files.setLastModifiedTime(weights, time);
		refused("encoder", "model.safetensors of encoder 'small' has changed since the pre-flight");
	}

	@Test
	void filesThatChangeWhileTheyAreReadAreDetected() {
		assertThatExceptionOfType(TrainingFailure.class).isThrownBy(() -> run(Request.GO_ON, (event) -> {
			if (event instanceof TrainingEvent.InputsRead) {
				writeData("in_domain_train.tsv", 0);
			}
		})).withMessageContaining("in_domain_train.tsv (cola/train) has changed");
		assertThat(this.events).hasSize(2);
		assertThat(((TrainingEvent.InputsRead) this.events.get(1)).inputs().data().get("cola/train"))
			.isNotEqualTo(this.inputs.data().get("cola/train"));
	}

	@Test
	void allModelsOfARunHaveTheTokenizerThatItStartedWith() throws IOException {
		byte[] tokenizer = Files.readAllBytes(this.home.resolve("encoders/small/tokenizer.json"));
		run(Request.GO_ON, (event) -> {
			if (event instanceof TrainingEvent.StepDone step && step.step() == 1) {
				change("tokenizer.json", "\"lowercase\":true", "\"lowercase\":false");
			}
		});
		assertThat(directory().resolve("last/tokenizer.json")).hasBinaryContent(tokenizer);
		assertThat(directory().resolve("encoder")).doesNotExist();
	}

	private void refused(String field, String... parts) {
		assertThatExceptionOfType(ChangedInputsException.class)
			.isThrownBy(() -> this.engine.verify(this.plan, this.inputs))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo(field))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts));
		assertThatExceptionOfType(TrainingFailure.class).isThrownBy(() -> run(Request.GO_ON, (event) -> {
		}))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(FailureKind.USER))
			.satisfies((ex) -> assertThat(ex.getMessage()).startsWith(field + ": ")
				.contains(parts)
				.endsWith("; restore the files and resume the job, or submit it again to train on the current files"));
	}

	/** Stops, if it is to, after the third step. */
	private void run(Request afterThree, Consumer<TrainingEvent> also) {
		int before = steps();
		StopSignal stop = () -> (steps() - before < 3) ? Request.GO_ON : afterThree;
		this.engine.run("run", this.plan, this.inputs, directory(), (event) -> {
			this.events.add(event);
			also.accept(event);
		}, stop);
	}

	private int steps() {
		return (int) this.events.stream().filter(TrainingEvent.StepDone.class::isInstance).count();
	}

	private Path directory() {
		return this.home.resolve("runs/run");
	}

	private void writeData(String file, int label) {
		StringBuilder rows = new StringBuilder();
		for (int i = 0; i < 20; i++) {
			rows.append("gj04\t")
				.append((i + label) % 2)
				.append("\t\tThe keeper number ")
				.append(i)
				.append(" lit the lamp.\n");
		}
		try {
			Files.writeString(this.home.resolve(file), rows);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void change(String file, String from, String to) {
		Path path = this.home.resolve("encoders/small").resolve(file);
		try {
			String text = Files.readString(path);
			assertThat(text).contains(from);
			Files.writeString(path, text.replaceFirst(java.util.regex.Pattern.quote(from),
					java.util.regex.Matcher.quoteReplacement(to)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
