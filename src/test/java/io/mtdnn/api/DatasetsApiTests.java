package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.Split;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Datasets that a client declares and uploads. */
@ApiTestSettings
class DatasetsApiTests {

	private static final String DEFINITION = """
			{"head": "classification", "format": "csv", "columns": {"first": "text", "label": "intent"}}""";

	private static final String TRAIN = "text,intent\nWhere is it?,delivery\nMoney back.,refund\n"
			+ "Is it late?,delivery\nRefund me.,refund\n";

	private static final Path STAGING = Path.of("target/api-tests/cache/uploads");

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ArtifactStore store;

	@Autowired
	private DatasetCatalog catalog;

	@Autowired
	private JsonMapper json;

	@AfterEach
	void cleanUp() {
		for (String name : List.of("tickets", "shared")) {
			this.mvc.delete().uri("/datasets/" + name).exchange();
		}
	}

	@Test
	void aDatasetIsDeclaredUploadedShownAndDeleted() {
		JsonNode declared = body(define("tickets", DEFINITION), 200);
		assertThat(declared.get("usable").booleanValue()).isFalse();
		assertThat(declared.get("missing"))
			.hasToString("[\"dataset 'tickets' has no training file: send it with PUT /datasets/tickets/train\","
					+ "\"dataset 'tickets' has no evaluation file: send it with PUT /datasets/tickets/evaluation\"]");
		assertThat(body(upload("tickets", "train", TRAIN), 200))
			.hasToString("{\"dataset\":\"tickets\",\"split\":\"train\",\"rows\":4,\"labels\":[\"delivery\",\"refund\"],"
					+ "\"skipped\":[],\"bytes\":" + TRAIN.length() + ",\"changed\":true}");
		assertThat(body(upload("tickets", "evaluation", "text,intent\nLate!,delivery\n"), 200).get("rows").intValue())
			.isEqualTo(1);
		JsonNode listed = listed("tickets");
		assertThat(listed.get("usable").booleanValue()).isTrue();
		assertThat(listed.get("origin").asString()).isEqualTo("UPLOAD");
		assertThat(listed.get("labels")).hasToString("[\"delivery\",\"refund\"]");
		assertThat(listed.at("/train/rows").intValue()).isEqualTo(4);
		assertThat(this.catalog.read("tickets", Split.TRAIN, 0).examples()).hasSize(4);
		assertThat(this.mvc.delete().uri("/datasets/tickets").exchange()).hasStatus(204);
		assertThat(this.mvc.get().uri("/datasets/tickets").exchange()).hasStatus(404);
		assertThat(this.store.keys("datasets/tickets")).isEmpty();
	}

	@Test
	void rowsAreShownAsTheModelReceivesThem() throws IOException {
		Path encoder = Path.of("target/api-tests/encoders/for-samples");
		SmallEncoder.write(encoder);
		try {
			JsonNode details = body(this.mvc.get().uri("/datasets/sample-squad?encoder=for-samples").exchange(), 200);
			assertThat(details.at("/dataset/train/rows").intValue()).isEqualTo(756);
			assertThat(details.get("samples").size()).isEqualTo(10);
			JsonNode input = details.at("/samples/0/inputs/0");
			assertThat(input.at("/pieces/0").asString()).isEqualTo("[CLS]");
			assertThat(input.get("pieces").get(input.get("secondStart").intValue() - 1).asString()).isEqualTo("[SEP]");
			assertThat(details.at("/samples/0/target").asString()).isNotEmpty();
			assertSamples("sample-swag", 4, "choice [0-3]", "right|wrong");
			assertSamples("sample-cola", 1, "(un)?acceptable", null);
			define("tickets", DEFINITION.replace("classification", "regression"));
			body(upload("tickets", "train", "text,intent\nWhere is it?,2.5\nMoney back.,0\n"), 200);
			assertSamples("tickets", 1, "2\\.5|0\\.0", null);
			assertThat(body(this.mvc.get().uri("/datasets/tickets").exchange(), 200).get("values"))
				.hasToString("{\"lowest\":0.0,\"highest\":2.5}");
			assertThat(details.has("values")).as("of questions").isFalse();
		}
		finally {
			FileSystemUtils.deleteRecursively(encoder);
		}
		assertThat(this.mvc.get().uri("/datasets/sample-squad?encoder=none").exchange()).hasStatus(422);
	}

	/**
	 * Every row has its texts, its target and the inputs of the model.
	 * @param inputs what each input should predict; null for the target of the row
	 */
	private void assertSamples(String dataset, int rows, String target, String inputs) {
		JsonNode details = body(this.mvc.get().uri("/datasets/" + dataset + "?encoder=for-samples").exchange(), 200);
		assertThat(details.get("samples")).isNotEmpty().allSatisfy((sample) -> {
			assertThat(sample.get("texts").get("first").asString()).isNotEmpty();
			assertThat(sample.get("target").asString()).matches(target);
			assertThat(sample.get("inputs")).hasSize(rows).allSatisfy((input) -> {
				assertThat(input.at("/pieces/0").asString()).isEqualTo("[CLS]");
				assertThat(input.get("target").asString())
					.matches((inputs != null) ? inputs : sample.get("target").asString());
			});
		});
	}

	/**
	 * The labels are known without a training file, so the evaluation file can be shown.
	 */
	@Test
	void rowsAreShownWithAnEvaluationFileAlone() {
		define("tickets", DEFINITION.replace("\"head\"", "\"labels\": [\"delivery\", \"refund\"], \"head\""));
		body(upload("tickets", "evaluation", "text,intent\nLate!,delivery\n"), 200);
		JsonNode details = body(this.mvc.get().uri("/datasets/tickets").exchange(), 200);
		assertThat(details.at("/dataset/usable").booleanValue()).isFalse();
		assertThat(details.at("/dataset/evaluation/rows").intValue()).isEqualTo(1);
		assertThat(details.at("/samples/0/target").asString()).isEqualTo("delivery");
	}

	@Test
	void shippedDatasetsAreListedWithTheirMissingFiles() {
		assertThat(listed("sample-cola").get("usable").booleanValue()).isTrue();
		JsonNode qnli = listed("qnli");
		assertThat(qnli.get("usable").booleanValue()).isFalse();
		assertThat(qnli.at("/missing/0").asString()).contains("dataset 'qnli' has no training file");
		assertThat(qnli.get("labels")).hasToString("[\"entailment\",\"not_entailment\"]");
		assertThat(listed("mnli-mismatched").get("evaluationOf").asString()).isEqualTo("mnli");
	}

	@Test
	void allFaultsOfADefinitionAreListed() {
		JsonNode problem = body(define("tickets", """
				{"head": "ranking", "format": "csv", "columns": {"first": "text"}, "labels": ["one"],
				 "train": "../x.csv"}"""), 400);
		assertThat(problem.get("type").asString()).isEqualTo("/problems/invalid-request");
		assertThat(problem.get("errors").findValuesAsString("field")).containsExactlyInAnyOrder("head", "train");
		assertThat(body(define("tickets", "{\"heads\": \"classification\"}"), 400).get("field").asString())
			.isEqualTo("heads");
		assertThat(body(define("..tickets", DEFINITION), 400).get("field").asString()).isEqualTo("name");
		assertThat(body(define("tickets", DEFINITION.replace("\"head\"", "\"train\": \"a.csv\", \"head\"")), 400)
			.get("field")
			.asString()).isEqualTo("files");
	}

	@Test
	void namesOfShippedDatasetsAreReserved() {
		assertThat(body(define("cola", DEFINITION), 409).get("type").asString())
			.isEqualTo("/problems/dataset-conflict");
		assertThat(upload("cola", "train", TRAIN)).hasStatus(409);
		assertThat(this.mvc.delete().uri("/datasets/cola").exchange()).hasStatus(409);
	}

	@Test
	void malformedRowsAreListedAndNothingIsStored() {
		define("tickets", DEFINITION);
		JsonNode problem = body(upload("tickets", "train", TRAIN + "one cell\n,delivery\n"), 422);
		assertThat(problem.get("type").asString()).isEqualTo("/problems/invalid-dataset");
		assertThat(problem.get("errors").findValuesAsString("field")).containsExactly("train.csv, line 6",
				"train.csv, line 7, column text");
		assertNothingStored();
		JsonNode upload = body(upload("tickets", "train?maxSkippedRows=2", TRAIN + "one cell\n,delivery\n"), 200);
		assertThat(upload.get("skipped").size()).isEqualTo(2);
		JsonNode labels = body(upload("tickets", "evaluation", "text,intent\nHi.,smalltalk\n"), 422);
		assertThat(labels.at("/errors/0/message").asString())
			.isEqualTo("expected delivery or refund, found \"smalltalk\"");
	}

	@Test
	void unknownSplitsDatasetsAndNegativeBoundsAreRejected() {
		define("tickets", DEFINITION);
		assertThat(body(upload("tickets", "test", TRAIN), 400).get("field").asString()).isEqualTo("split");
		assertThat(body(upload("tickets", "train?maxSkippedRows=-1", TRAIN), 400).get("field").asString())
			.isEqualTo("maxSkippedRows");
		assertThat(body(upload("unknown", "train", TRAIN), 404).get("type").asString())
			.isEqualTo("/problems/dataset-not-found");
		assertThat(body(upload("tickets", "evaluation", "text,intent\nHi.,refund\n"), 422).get("detail").asString())
			.contains("has no training file");
		body(define("shared", DEFINITION.replace("}}", "}, \"evaluationShare\": 0.5}")), 200);
		assertThat(upload("shared", "evaluation", TRAIN)).hasStatus(409);
	}

	@Test
	void aDatasetForTrainingOnlyIsReadyWithItsTrainingFile() {
		JsonNode declared = body(define("tickets", DEFINITION.replace("}}", "}, \"trainingOnly\": true}")), 200);
		assertThat(declared.get("missing"))
			.hasToString("[\"dataset 'tickets' has no training file: send it with PUT /datasets/tickets/train\"]");
		body(upload("tickets", "train", TRAIN), 200);
		JsonNode listed = listed("tickets");
		assertThat(listed.get("usable").booleanValue()).isTrue();
		assertThat(listed.get("trainingOnly").booleanValue()).isTrue();
		assertThat(listed.has("evaluation")).isFalse();
		assertThat(body(upload("tickets", "evaluation", TRAIN), 409).get("detail").asString())
			.isEqualTo("'tickets' is declared with 'trainingOnly', so it cannot have an evaluation file");
		assertThat(body(
				define("tickets", DEFINITION.replace("}}", "}, \"trainingOnly\": true, \"evaluationShare\": 0.5}")),
				400)
			.get("field")
			.asString()).isEqualTo("evaluationShare");
	}

	@Test
	void aDatasetThatAJobHasUsedCannotBeRedefined() throws IOException {
		Path encoder = Path.of("target/api-tests/encoders/for-uses");
		SmallEncoder.write(encoder);
		try {
			body(define("shared", DEFINITION.replace("}}", "}, \"evaluationShare\": 0.5}")), 200);
			StringBuilder rows = new StringBuilder("text,intent\n");
			for (int i = 0; i < 40; i++) {
				rows.append("text ").append(i).append((i % 2 == 0) ? ",a\n" : ",b\n");
			}
			body(upload("shared", "train", rows.toString()), 200);
			JsonNode job = body(this.mvc.post()
				.uri("/jobs")
				.contentType(MediaType.APPLICATION_JSON)
				.content(
						"{\"encoder\": \"for-uses\", \"tasks\": [{\"dataset\": \"shared\"}], \"maxSequenceLength\": 16}")
				.exchange(), 202);
			assertThat(body(upload("shared", "train", rows.toString()), 200).get("changed").booleanValue()).isFalse();
			assertThat(body(upload("shared", "train", rows + "more,a\n"), 409).get("detail").asString())
				.contains(job.get("id").asString());
			assertThat(define("shared", DEFINITION.replace("}}", "}, \"evaluationShare\": 0.5}"))).hasStatusOk();
			assertThat(define("shared", DEFINITION)).hasStatus(409);
			assertThat(this.mvc.delete().uri("/datasets/shared").exchange()).hasStatus(409);
			this.mvc.delete().uri("/jobs/" + job.get("id").asString()).exchange();
			assertThat(define("shared", DEFINITION)).hasStatus(409);
			assertThat(this.mvc.delete().uri("/datasets/shared").exchange()).hasStatus(204);
		}
		finally {
			FileSystemUtils.deleteRecursively(encoder);
		}
	}

	private void assertNothingStored() {
		assertThat(this.store.keys("datasets/tickets")).containsExactly("datasets/tickets/definition");
		if (Files.exists(STAGING)) {
			try (Stream<Path> left = Files.list(STAGING)) {
				assertThat(left).isEmpty();
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}
	}

	private JsonNode listed(String name) {
		for (JsonNode item : body(this.mvc.get().uri("/datasets").exchange(), 200).get("items")) {
			if (item.get("name").asString().equals(name)) {
				return item;
			}
		}
		throw new AssertionError(name + " is not listed");
	}

	private MvcTestResult define(String name, String definition) {
		return this.mvc.put()
			.uri("/datasets/" + name)
			.contentType(MediaType.APPLICATION_JSON)
			.content(definition)
			.exchange();
	}

	private MvcTestResult upload(String name, String split, String content) {
		return this.mvc.put().uri("/datasets/" + name + "/" + split).content(content).exchange();
	}

	private JsonNode body(MvcTestResult answer, int status) {
		assertThat(answer).hasStatus(status);
		return this.json.readTree(answer.getResponse().getContentAsByteArray());
	}

}
