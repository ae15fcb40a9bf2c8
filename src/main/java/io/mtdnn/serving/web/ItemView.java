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
 * @param index the question's place, from 0
 * @param id the client's name for it
 * @param answer the fields of the answer; absent when it failed
 * @param error why it failed, as problem details; absent when it did not
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
