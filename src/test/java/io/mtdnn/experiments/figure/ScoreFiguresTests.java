package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;
import io.mtdnn.experiments.analysis.Analysis.ArmScore;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.plan.TrainingRequests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScoreFiguresTests {

	private final List<Arm> arms = new ArrayList<>();

	private final List<ArmAnalysis> scores = new ArrayList<>();

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

	private void add(double weight, String rate, String label, double score) {
		this.arms.add(new Arm(label, null, false, List.of(), TrainingRequests.parse("{\"learningRate\": " + rate
				+ ", \"tasks\": [{\"dataset\": \"qa\", \"weight\": " + weight + "}, {\"dataset\": \"swag\"}]}")));
		this.scores.add(new ArmAnalysis(label, null, false, 1, 1, null, new ArmScore(score, null, null, null), null,
				null, null));
	}

	private List<Line> lines() {
		Analysis analysis = new Analysis("qa", "f1", "threshold-0", this.arms.size(), this.arms.size(), null,
				this.scores, null, "", null, 1, 95, null);
		return ((Figure.Lines) ScoreFigures.weights(analysis, this.arms, false)).lines();
	}

}
