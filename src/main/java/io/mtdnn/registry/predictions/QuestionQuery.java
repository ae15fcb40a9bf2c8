package io.mtdnn.registry.predictions;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which questions of an evaluation to list.
 *
 * @param dataset the evaluated dataset; null if there is only one
 * @param threshold null odds above which the answer is ""; null for the model's own
 * @param verdicts only questions with one of these; empty for all
 * @param text only questions that contain it, ignoring case; null for all
 * @param seed shuffles the questions; null for the dataset's order
 * @param from number of listed questions to skip
 * @param limit maximum number of questions to list
 */
public record QuestionQuery(@Nullable String dataset, @Nullable Double threshold, Set<Verdict> verdicts,
		@Nullable String text, @Nullable Long seed, int from, int limit) {

}
