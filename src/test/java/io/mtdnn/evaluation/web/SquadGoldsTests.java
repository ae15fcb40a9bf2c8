package io.mtdnn.evaluation.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SquadGoldsTests {

	@Test
	void idsAndAnswersAreReadInOrder() {
		SquadGolds golds = read("""
				{"version": "v2.0", "data": [{"title": "t", "paragraphs": [{"context": "c", "qas": [
				 {"id": "b", "question": "q", "answers": [{"text": "x", "answer_start": 0}, {"text": "y"}]},
				 {"id": "a", "answers": [], "is_impossible": true}]}]}]}""");
		assertThat(golds.faults()).isEmpty();
		assertThat(golds.golds()).containsEntry("b", List.of("x", "y")).containsEntry("a", List.of());
		assertThat(golds.golds().keySet()).containsExactly("b", "a");
	}

	@Test
	void everyFaultHasItsPath() {
		SquadGolds golds = read(
				"""
						{"data": [{"paragraphs": [{"qas": [{"answers": [{"text": 5}]}, {"id": "a", "answers": []}, {"id": "a", "answers": []}]}, {}]},
						 {"paragraphs": 7}]}""");
		assertThat(golds.faults()).extracting("field")
			.containsExactly("dataset.data[0].paragraphs[0].qas[0].answers[0].text",
					"dataset.data[0].paragraphs[0].qas[0].id", "dataset.data[0].paragraphs[0].qas[2].id",
					"dataset.data[0].paragraphs[1].qas", "dataset.data[1].paragraphs");
		assertThat(read("{}").faults()).extracting("field").containsExactly("dataset.data");
	}

	private static SquadGolds read(String json) {
		return SquadGolds.read(JsonMapper.shared().readTree(json));
	}

}
