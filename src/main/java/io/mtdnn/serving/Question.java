package io.mtdnn.serving;

/**
 * A question on a context.
 *
 * @param question what is asked
 * @param context where the answer is looked for
 * @param options how; never null
 */
public record Question(String question, String context, QuestionOptions options) {

}
