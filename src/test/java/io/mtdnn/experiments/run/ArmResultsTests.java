package io.mtdnn.experiments.run;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.experiments.study.Study;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ArmResultsTests {

	private final ExperimentJson json = new ExperimentJson();

	@Test
	void theConclusionStatesThatAFailedRunKeepsSeedsFromBeingAdded() {
		assertThat(sentence(", \"untilDecided\": {\"most\": 4}", RunState.FAILED)).endsWith(
				"No seeds are added, because each planned look requires all runs: 1 run has failed or was cancelled; retry it.");
		assertThat(sentence(", \"untilDecided\": {\"most\": 4}", RunState.PENDING)).doesNotContain("No seeds");
		assertThat(sentence("", RunState.FAILED)).doesNotContain("No seeds");
	}

	/** The conclusion of two arms with two seeds, whose last run has not succeeded. */
	private String sentence(String until, RunState last) {
		Study study = Studies.of(JsonMapper.builder()
			.build()
			.readValue(
					"{\"plan\": {\"tasks\": [{\"dataset\": \"qa\"}]}, \"seeds\": [0, 1],"
							+ " \"axes\": [{\"field\": \"dropout\", \"values\": [0.2]}]" + until + "}",
					ExperimentRequest.class));
		List<StoredRun> runs = study.runs().stream().map((run) -> MoreSeeds.stored(run, this.json)).toList();
		return new ArmResults(this.json)
			.analysis(study,
					IntStream.range(0, runs.size())
						.mapToObj((i) -> (i < runs.size() - 1) ? succeeded(runs.get(i), i) : runs.get(i).in(last, null))
						.toList(),
					ScoreKind.THRESHOLD_0)
			.sentence();
	}

	private StoredRun succeeded(StoredRun run, int i) {
		RunScores scores = new RunScores("m", "qa", "f1", Map.of("qa", Map.of("f1", 0.6 + 0.01 * i)), List.of());
		return run.in(RunState.SUCCEEDED, null).scored(this.json.write(scores));
	}

}
