package io.mtdnn.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.mtdnn.MtDnnServer;
import io.mtdnn.api.SmallEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * Real training of a tiny encoder on small copies of the paper's datasets, through the
 * API.
 */
@SpringBootTest(classes = MtDnnServer.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:experiments;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.experiments.sweep=100ms", "mtdnn.data-dir=target/test-runs/experiments/data",
		"mtdnn.cache-dir=target/test-runs/experiments/cache", "mtdnn.runs-dir=target/test-runs/experiments/runs",
		"mtdnn.artifacts.directory=target/test-runs/experiments/artifacts", "db-scheduler.polling-interval=50ms" })
@AutoConfigureMockMvc
abstract class ExperimentsTest {

	static final Path ROOT = Path.of("target/test-runs/experiments");

	/** Settings with which a run takes about a second. */
	static final String SMALL = """
			"encoder": "small", "batchSize": 8, "epochs": 1, "maxSequenceLength": 64, "maxQuestionLength": 16, "docStride": 32,
			"learningRate": 1e-3""";

	private static final Path SAMPLES = Path.of("src/main/resources/sample-data");

	@Autowired
	MockMvcTester mvc;

	ExperimentsClient client;

	@DynamicPropertySource
	static void files(DynamicPropertyRegistry registry) throws IOException {
		SmallEncoder.write(ROOT.resolve("encoders/small"));
		for (String folder : new String[] { "squad", "swag", "cola", "mrpc" }) {
			copy(folder);
		}
		Files.createDirectories(ROOT.resolve("data/mnli"));
		String line = "\t0\t\t\t\t\t\t\tThe boat left.\tThe boat is %s.\t\t\t%s\n";
		String rows = "index\tpromptID\tpairID\tgenre\tsentence1_binary_parse\tsentence2_binary_parse\tsentence1_parse\tsentence2_parse\tsentence1\tsentence2\tlabel1\tlabel2\tgold_label\n"
				+ line.formatted("gone", "entailment").repeat(20) + line.formatted("here", "contradiction").repeat(20);
		Files.writeString(ROOT.resolve("data/mnli/train.tsv"), rows);
		Files.writeString(ROOT.resolve("data/mnli/dev_matched.tsv"), rows);
		registry.add("mtdnn.encoders-dir", ROOT.resolve("encoders")::toString);
	}

	/** Copies the files of a sample dataset to the location of the official one. */
	static void copy(String folder) throws IOException {
		Path target = Files.createDirectories(ROOT.resolve("data").resolve(folder));
		try (var files = Files.list(SAMPLES.resolve(folder))) {
			for (Path file : files.toList()) {
				Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	@BeforeEach
	void connect() {
		this.client = new ExperimentsClient(this.mvc);
	}

	/** A study of two weights on two small datasets. */
	static String study(String name, String fields) {
		return """
				{"name": "%s", "plan": {%s, "tasks": [{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "cola"}],
				 "limits": {"train": {"squad-v2": 24, "cola": 24}, "evaluation": {"squad-v2": 20, "cola": 10}}},
				 "axes": [{"field": "tasks[squad-v2].weight", "values": [0.5, 1.0]}]%s}""".formatted(name, SMALL,
				fields.isEmpty() ? "" : ", " + fields);
	}

}
