package io.mtdnn.serving.web;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.serving.Answer;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One of several answers in the shape of the hosted Hugging Face API.
 *
 * @param answer the slice of the context; "" if there is no answer
 * @param score probability of the answer among the candidates
 * @param start position of the first character in the context in Unicode code points
 * @param end position after the last character in code points
 */
@Schema(name = "HostedAnswer")
record HostedAnswer(String answer, double score, int start, int end) {

	/**
	 * The answer that the threshold selects, then the other candidates, the best first.
	 */
	static List<HostedAnswer> of(Answer answer) {
		List<HostedAnswer> answers = new ArrayList<>();
		answers.add(new HostedAnswer(answer.answer(), answer.score(), answer.start(), answer.end()));
		answer.candidates()
			.stream()
			.filter((one) -> !one.sameSlice(answer.chosen()))
			.forEach((one) -> answers.add(new HostedAnswer(one.answer(), one.score(), one.start(), one.end())));
		return List.copyOf(answers.subList(0, Math.min(answers.size(), Math.max(1, answer.candidates().size()))));
	}

}
