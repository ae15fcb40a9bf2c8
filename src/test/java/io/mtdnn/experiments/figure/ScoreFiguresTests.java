package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.experiments.ResultsMissingException;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;
import io.mtdnn.experiments.analysis.Analysis.ArmScore;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Axis;
import io.mtdnn.plan.TrainingRequests;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScoreFiguresTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final List<Arm> arms = new ArrayList<>();

	private final List<ArmAnalysis> scores = new ArrayList<>();

	private String other = "learningRate";

	@Test
	void armsThatDifferInTheirWeightAloneAreOneLine() {
		add(0.8, "1e-4", "qa weight 0.8", 62);
		add(0.5, "1e-4", "qa weight 0.5", 60);
		assertThat(lines()).singleElement().satisfies((line) -> {
			assertThat(line.x()).containsExactly(0.5, 0.8);
			assertThat(line.y()).containsExactly(60, 62);
		});
	}

	@Test
	void eachValueOfAnotherAxisHasItsLine() {
		add(0.5, "1e-4", "qa weight 0.5, learningRate 1e-4", 60);
		add(0.5, "2e-4", "qa weight 0.5, learningRate 2e-4", 70);
		add(0.8, "1e-4", "qa weight 0.8, learningRate 1e-4", 61);
		add(0.8, "2e-4", "qa weight 0.8, learningRate 2e-4", 71);
		assertThat(lines()).extracting(Line::label).containsExactly("learningRate 1e-4", "learningRate 2e-4");
		assertThat(lines().get(1).y()).containsExactly(70, 71);
	}

	@Test
	void otherFieldsThatVaryHaveTheirLinesAlthoughTheyFollowTheMixtureElsewhere() {
		for (String field : List.of("epochs", "limits.train[swag]", "tasks[swag].batchSize")) {
			this.arms.clear();
			this.scores.clear();
			this.other = field;
			add(0.5, "1", "qa weight 0.5, one", 60);
			add(0.5, "2", "qa weight 0.5, two", 70);
			add(0.8, "1", "qa weight 0.8, one", 61);
			add(0.8, "2", "qa weight 0.8, two", 71);
			assertThat(lines()).extracting(Line::label).containsExactly("one", "two");
			assertThat(lines().get(0).y()).containsExactly(60, 61);
		}
	}

	@Test
	void mixturesOfOtherTasksWithTheSameWeightAreSeparateLines() {
		List<Axis> mixtures = List.of(new Axis("tasks", List.of(), null));
		mixture("QA+MCC", "swag", 60);
		mixture("QA+SC", "cola", 61);
		mixture("baseline", "mrpc", 62);
		assertThat(lines(mixtures)).extracting(Line::label).containsExactly("QA+MCC", "QA+SC", "baseline (2)");
		assertThat(lines(mixtures)).allSatisfy((line) -> assertThat(line.x()).containsExactly(0.8));
	}

	@Test
	void thePapersValuesOfMixturesWithTheSameWeightAreSeparateLines() {
		for (String auxiliary : List.of("{'dataset': 'swag'}",
				"{'dataset': 'cola'}, {'dataset': 'mrpc'}, {'dataset': 'mnli'}")) {
			String tasks = ("[{'dataset': 'squad-v2', 'weight': 0.8}, " + auxiliary + "]").replace('\'', '"');
			scored(new Arm(this.arms.isEmpty() ? "QA+MCC" : "QA+SC", null, false, List.of(JSON.readTree(tasks)),
					TrainingRequests.parse("{\"tasks\": " + tasks + "}")), 60);
		}
		List<Line> lines = ((Figure.Lines) ScoreFigures.weights(analysis(), this.arms,
				List.of(new Axis("tasks", List.of(), null)), true))
			.lines();
		assertThat(lines).extracting(Line::label)
			.containsExactly("QA+MCC", "QA+SC", "paper (BERT, all data): QA+MCC", "paper (BERT, all data): QA+SC");
		assertThat(lines.get(2).y()).containsExactly(76.754);
		assertThat(lines.get(3).y()).containsExactly(76.435);
	}

	@Test
	void armsWithTheSameWeightAreNeverOnOneLine() {
		add(0.5, "1e-4", "qa 0.5 + swag 0.3", 60);
		add(0.5, "1e-4", "qa 0.5 + swag 0.2", 70);
		add(0.8, "1e-4", "qa 0.8 + swag 0.1", 61);
		assertThat(lines()).extracting((line) -> line.x().length).containsExactly(2, 1);
	}

	@Test
	void theWeightIsThatOfTheTaskThatLeads() {
		Arm arm = new Arm("qa weight 0.7", null, false, List.of(), TrainingRequests.parse(
				"{\"tasks\": [{\"dataset\": \"cola\", \"weight\": 0.3}, {\"dataset\": \"qa\", \"weight\": 0.7, \"leads\": true}]}"));
		scored(arm, 60);
		assertThat(lines()).singleElement().satisfies((line) -> assertThat(line.x()).containsExactly(0.7));
	}

	@Test
	void theAxisNamesTheTaskRatherThanTheSetThatItIsEvaluatedOn() {
		Arm arm = new Arm("more weight 0.7", null, false, List.of(), TrainingRequests.parse(
				"{\"tasks\": [{\"dataset\": \"more\", \"weight\": 0.7, \"evaluateOn\": [\"qa\"]}, {\"dataset\": \"cola\"}]}"));
		scored(arm, 60);
		assertThat(((Figure.Lines) ScoreFigures.weights(analysis(), this.arms, List.of(), false)).x())
			.isEqualTo("weight of more");
	}

	@Test
	void armsWithoutScoresAreNotDrawn() {
		this.arms
			.add(new Arm("qa", null, false, List.of(), TrainingRequests.parse("{\"tasks\": [{\"dataset\": \"qa\"}]}")));
		this.scores.add(new ArmAnalysis("qa", null, false, 1, 1, null, null, null, null, null));
		assertThatExceptionOfType(ResultsMissingException.class)
			.isThrownBy(() -> ScoreFigures.mixtures(analysis(), this.arms, false));
		assertThatExceptionOfType(ResultsMissingException.class).isThrownBy(this::lines);
	}

	private void add(double weight, String value, String label, double score) {
		scored(new Arm(label, null, false, List.of(JSON.readTree("" + weight), JSON.readTree(value)),
				TrainingRequests.parse(
						"{\"tasks\": [{\"dataset\": \"qa\", \"weight\": " + weight + "}, {\"dataset\": \"swag\"}]}")),
				score);
	}

	private void mixture(String label, String auxiliary, double score) {
		String tasks = "[{\"dataset\": \"qa\", \"weight\": 0.8}, {\"dataset\": \"" + auxiliary + "\"}]";
		scored(new Arm(label, null, false, List.of(JSON.readTree(tasks)),
				TrainingRequests.parse("{\"tasks\": " + tasks + "}")), score);
	}

	private void scored(Arm arm, double score) {
		this.arms.add(arm);
		this.scores.add(new ArmAnalysis(arm.label(), null, false, 1, 1, null, new ArmScore(score, null, null, null),
				null, null, null));
	}

	private List<Line> lines() {
		return lines(List.of(new Axis("tasks[qa].weight", List.of(), null), new Axis(this.other, List.of(), null)));
	}

	private List<Line> lines(List<Axis> axes) {
		return ((Figure.Lines) ScoreFigures.weights(analysis(), this.arms, axes, false)).lines();
	}

	private Analysis analysis() {
		return new Analysis("qa", "f1", "threshold-0", this.arms.size(), this.arms.size(), null, this.scores, null, "",
				null, 1, 95, null, null);
	}

}
