package io.mtdnn.serving.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.answers.QuestionPipeline.Result;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ProblemDetail;

/**
 * The result of one question of many.
 *
 * @param index position of the question, from 0
 * @param id the client's id of the question
 * @param answer the fields of the answer; absent if the question failed
 * @param error the reason for the failure as a problem document; absent if the question
 * has an answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemView(int index, @Nullable JsonNode id,
		@JsonUnwrapped @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AnswerView answer,
		@Nullable ProblemDetail error) {

	static ItemView of(Result<QuestionReader.Tag> result) {
		if (result.failure() instanceof CallerGoneException gone) {
			throw gone;
		}
		return new ItemView(result.tag().index(), result.tag().id(),
				(result.answer() != null) ? AnswerView.of(result.answer()) : null,
				(result.failure() != null) ? ServingAdvice.problem(result.failure()) : null);
	}

}
