package io.mtdnn.training.preflight;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetNotFoundException;
import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.EncodedDatasets;
import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.Fingerprint;
import io.mtdnn.datasets.Split;
import io.mtdnn.plan.EarlyStopping;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.KeepMetric;
import io.mtdnn.plan.Limits;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.EncoderListing;
import io.mtdnn.task.Fault;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.WordTokenizer;
import io.mtdnn.training.PreflightReport.EvaluationReport;
import io.mtdnn.training.PreflightReport.TaskReport;
import io.mtdnn.training.evaluation.PreparedEvaluation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataPreparationTests {

	private static final Task MNLI = new Task("mnli", HeadKind.CLASSIFICATION, List.of("a", "b", "c"));

	private static final EncodedDatasets ENCODINGS = (dataset, tokenizer, settings) -> new EncodedDataset(
			dataset.examples().stream().map(DataPreparationTests::encode).toList(), 0, 0);

	@Test
	void mnliIsAlsoEvaluatedOnTheMismatchedSet() {
		List<PreparedTask> prepared = prepare(true, Limits.NONE);
		assertThat(prepared.get(0).evaluations()).extracting(PreparedEvaluation::name)
			.containsExactly("mnli", "mnli-mismatched");
		TaskReport report = DataPreparation.report(plan(Limits.NONE), prepared).tasks().get(0);
		assertThat(report.evaluationExamples()).isEqualTo(20);
		assertThat(report.evaluations()).containsExactly(new EvaluationReport("mnli", "mnli.tsv", 20, "accuracy"),
				new EvaluationReport("mnli-mismatched", "mnli-mismatched.tsv", 30, "accuracy"));
		assertThat(report.missingEvaluations()).isEmpty();
		assertThat(DataPreparation.notes(prepared)).isEmpty();
		assertThat(DataPreparation.dataHashes(prepared).keySet()).contains("mnli/evaluation",
				"mnli-mismatched/evaluation");
	}

	@Test
	void aMissingEvaluationSetIsReported() {
		List<PreparedTask> prepared = prepare(false, Limits.NONE);
		TaskReport report = DataPreparation.report(plan(Limits.NONE), prepared).tasks().get(0);
		assertThat(report.evaluations()).extracting(EvaluationReport::dataset).containsExactly("mnli");
		assertThat(report.missingEvaluations()).containsExactly("mnli-mismatched");
		assertThat(DataPreparation.notes(prepared))
			.containsExactly("mnli-mismatched is not evaluated: its file is not in the data folder");
	}

	@Test
	void anAdditionalEvaluationSetHasTheLimitOfItsDatasetOrItsOwn() {
		assertThat(evaluated(new Limits(null, Map.of("mnli", 5)))).containsExactly(5, 5);
		assertThat(evaluated(new Limits(null, Map.of("mnli", 5, "mnli-mismatched", 7)))).containsExactly(5, 7);
	}

	/** Its declaration was removed while the job waited. */
	@Test
	void aDatasetThatNoLongerExistsIsAFaultOfThePlan() {
		DataPreparation preparation = new DataPreparation(new Removed(), ENCODINGS);
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> preparation.prepare(plan(Limits.NONE), new WordTokenizer()))
			.satisfies((fault) -> assertThat(fault.faults())
				.containsExactly(new Fault("tasks[0].dataset", "unknown dataset 'mnli'; known datasets: cola")));
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> new InputFiles(new Removed(), new NoEncoders()).of(plan(Limits.NONE)))
			.satisfies((fault) -> assertThat(fault.faults())
				.contains(new Fault("tasks[0].dataset", "unknown dataset 'mnli'; known datasets: cola")));
	}

	@Test
	void aMetricOfUnanswerableQuestionsRequiresSome() {
		DataPreparation preparation = new DataPreparation(new Questions(), ENCODINGS);
		TrainingPlan plan = Plans.plan(Map.of("tasks", List.of(new PlannedTask("faq", 1.0)), "epochs", 1, "batchSize",
				4, "maxSequenceLength", 128, "maxQuestionLength", 32, "docStride", 64, "seed", 7, "earlyStopping",
				new EarlyStopping("faq", "NoAns_f1", 1), "keepMetric", new KeepMetric("faq", "HasAns_f1")));
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> preparation.prepare(plan, new WordTokenizer()))
			.satisfies((fault) -> assertThat(fault.faults()).singleElement().satisfies((only) -> {
				assertThat(only.field()).isEqualTo("earlyStopping.metric");
				assertThat(only.message()).contains("'faq' has no 'NoAns_f1'", "HasAns_f1", "best_f1");
			}));
	}

	private static List<Integer> evaluated(Limits limits) {
		return prepare(true, limits).get(0)
			.evaluations()
			.stream()
			.map((set) -> set.dataset().examples().size())
			.toList();
	}

	private static List<PreparedTask> prepare(boolean present, Limits limits) {
		return new DataPreparation(new Catalog(present), ENCODINGS).prepare(plan(limits), new WordTokenizer());
	}

	private static EncodedExample encode(Example example) {
		return new EncodedExample(List.of(new TokenSequence(new int[] { 1, 2, 3 }, 3)), new Label(0));
	}

	private static TrainingPlan plan(Limits limits) {
		return Plans.plan(Map.of("tasks", List.of(new PlannedTask("mnli", 1.0)), "epochs", 1, "batchSize", 4,
				"maxSequenceLength", 128, "maxQuestionLength", 32, "docStride", 64, "seed", 7, "limits", limits));
	}

	/** A folder without encoders. */
	private record NoEncoders() implements EncoderCatalog {

		@Override
		public List<String> names() {
			return List.of();
		}

		@Override
		public List<EncoderListing> listings() {
			return List.of();
		}

		@Override
		public Path directory(String name) {
			throw new EncoderException("there is no encoder '" + name + "'");
		}

		@Override
		public RowTemplate rows(String name) {
			throw new EncoderException("there is no encoder '" + name + "'");
		}

		@Override
		public String contentHash(String name) {
			throw new EncoderException("there is no encoder '" + name + "'");
		}

		@Override
		public Map<String, String> fileHashes(String name) {
			throw new EncoderException("there is no encoder '" + name + "'");
		}

	}

	/** A catalog without the dataset. */
	private record Removed() implements DatasetCatalog {

		@Override
		public List<String> names() {
			return List.of("cola");
		}

		@Override
		public Task task(String dataset) {
			throw new DatasetNotFoundException(dataset, names());
		}

		@Override
		public List<EvaluationSet> evaluations(String dataset) {
			throw new DatasetNotFoundException(dataset, names());
		}

		@Override
		public Fingerprint fingerprint(String dataset, Split split) {
			throw new DatasetNotFoundException(dataset, names());
		}

		@Override
		public Dataset read(String dataset, Split split, int maxSkippedRows) {
			throw new DatasetNotFoundException(dataset, names());
		}

	}

	/** Questions that all have an answer. */
	private record Questions() implements DatasetCatalog {

		private static final Task FAQ = new Task("faq", HeadKind.SPAN, List.of());

		@Override
		public List<String> names() {
			return List.of("faq");
		}

		@Override
		public Task task(String dataset) {
			return FAQ;
		}

		@Override
		public List<EvaluationSet> evaluations(String dataset) {
			return List.of(new EvaluationSet("faq", true));
		}

		@Override
		public Fingerprint fingerprint(String dataset, Split split) {
			throw new AssertionError("nothing is hashed without being read");
		}

		@Override
		public Dataset read(String dataset, Split split, int maxSkippedRows) {
			List<Example> examples = List
				.of(new SpanExample("a", "It is blue.", "Which color?", List.of(new GoldAnswer("blue", 6))));
			return new Dataset(FAQ, split, examples, List.of(), List.of(Path.of("faq.json")), "hash of faq");
		}

	}

	/** 100 training examples, 20 matched, 30 mismatched. */
	private record Catalog(boolean mismatched) implements DatasetCatalog {

		@Override
		public List<String> names() {
			return List.of("mnli");
		}

		@Override
		public Task task(String dataset) {
			return MNLI;
		}

		@Override
		public List<EvaluationSet> evaluations(String dataset) {
			return List.of(new EvaluationSet("mnli", true), new EvaluationSet("mnli-mismatched", this.mismatched));
		}

		@Override
		public Fingerprint fingerprint(String dataset, Split split) {
			throw new AssertionError("nothing is hashed without being read");
		}

		@Override
		public Dataset read(String dataset, Split split, int maxSkippedRows) {
			int size = (split == Split.TRAIN) ? 100 : dataset.equals("mnli") ? 20 : 30;
			List<Example> examples = IntStream.range(0, size)
				.mapToObj((i) -> (Example) new SentenceExample("row " + i, "first", "second", 0))
				.toList();
			return new Dataset(MNLI, split, examples, List.of(), List.of(Path.of(dataset + ".tsv")),
					"hash of " + dataset);
		}

	}

}
