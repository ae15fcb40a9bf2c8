package io.mtdnn.experiments.comparison;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.SquadPrediction;
import io.mtdnn.experiments.comparison.ModelComparison.Pairs;
import io.mtdnn.experiments.comparison.ModelComparison.QuestionCounts;
import io.mtdnn.experiments.comparison.ModelComparison.ComparedQuestion;
import io.mtdnn.experiments.comparison.ModelComparison.TestedPairs;
import io.mtdnn.experiments.comparison.ComparisonQuery.Side;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.RegisteredModel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

class ComparisonTests {

	/** Right on the first two of three questions; the third has no answer. */
	private final ModelResults careful = model("careful", 0, result("1", "Who went?", "Ada", "Ada", -2),
			result("2", "How many went?", "two people", "two people", -2), result("3", "Where?", null, "Bay", -1));

	/** Right on the first and the last. */
	private final ModelResults bold = model("bold", 0, result("1", "Who went?", "Ada", "Ada", -2),
			result("2", "How many went?", "two people", "people", -2), result("3", "Where?", null, "Bay", 1));

	@Test
	void questionsAreCountedAndListedByWinner() {
		ModelComparison comparison = compare(List.of(this.careful), List.of(this.bold), query(null, null, null, 0, 10));
		assertThat(comparison.counts()).isEqualTo(new QuestionCounts(1, 1, 1, 0));
		assertThat(comparison.mcNemar().pValue()).isEqualTo(1);
		assertThat(comparison.pairs()).isNull();
		assertThat(comparison.items()).extracting(ComparedQuestion::id, ComparedQuestion::won)
			.containsExactly(tuple("2", Side.A), tuple("3", Side.B));
		ComparedQuestion third = comparison.items().get(1);
		assertThat(third.golds()).isEmpty();
		assertThat(third.a()).containsExactly(new ModelComparison.ComparedAnswer("Bay", "Bay", -1.0, 0, 0));
		assertThat(third.b()).containsExactly(new ModelComparison.ComparedAnswer("", "Bay", 1.0, 1, 1));
	}

	@Test
	void differencesAreInPointsAndCountArticles() {
		ModelComparison comparison = compare(List.of(this.careful), List.of(this.bold), query(null, null, null, 0, 10));
		// "people" against "two people" has F1 2/3
		assertThat(comparison.f1().a()).isCloseTo(200.0 / 3, within(1e-9));
		assertThat(comparison.f1().b()).isCloseTo(100 * (1 + 2.0 / 3 + 1) / 3, within(1e-9));
		assertThat(comparison.articles()).isEqualTo(3);
		assertThat(comparison.f1().low()).isNegative();
		assertThat(comparison.sentence())
			.startsWith("B does not differ from A by more than chance over 3 articles and one model of each:"
					+ " it scores +22.22 F1 (95 % interval -");
	}

	@Test
	void categoriesGroupTheQuestions() {
		ModelComparison comparison = compare(List.of(this.careful), List.of(this.bold), query(null, null, null, 0, 10));
		assertThat(comparison.categories()).filteredOn((group) -> group.category().equals("questionWord"))
			.extracting(ModelComparison.ComparedGroup::value)
			.containsExactly("how many", "where", "who");
		assertThat(comparison.categories())
			.filteredOn((group) -> group.category().equals("answerable") && group.value().equals("unanswerable"))
			.singleElement()
			.satisfies((group) -> assertThat(group.counts()).isEqualTo(new QuestionCounts(0, 0, 1, 0)));
		assertThat(comparison.categories()).filteredOn((group) -> group.category().equals("answerLength"))
			.extracting(ModelComparison.ComparedGroup::value)
			.containsExactly("1", "2 to 3", "none");
	}

	@Test
	void listsAreFilteredAndPaged() {
		assertThat(compare(List.of(this.careful), List.of(this.bold), query(Side.B, null, null, 0, 10)).items())
			.extracting(ComparedQuestion::id)
			.containsExactly("3");
		assertThat(compare(List.of(this.careful), List.of(this.bold),
				query(null, Category.QUESTION_WORD, "how many", 0, 10))
			.items()).extracting(ComparedQuestion::id).containsExactly("2");
		ModelComparison page = compare(List.of(this.careful), List.of(this.bold), query(null, null, null, 0, 1));
		assertThat(page.total()).isEqualTo(2);
		assertThat(page.next()).isEqualTo(1);
		assertThat(compare(List.of(this.careful), List.of(this.bold), query(null, null, null, 1, 1)).next()).isNull();
		assertThat(compare(List.of(this.careful), List.of(this.bold), query(null, null, null, 9, 1)).items()).isEmpty();
		ModelComparison counts = compare(List.of(this.careful), List.of(this.bold), query(null, null, null, 0, 0));
		assertThat(counts.total()).isEqualTo(2);
		assertThat(counts.next()).as("a page that lists nothing leads nowhere").isNull();
	}

	@Test
	void aGroupWinsAQuestionIfMostOfItsSeedsAnswerIt() {
		ModelComparison comparison = compare(List.of(this.careful, this.careful, this.bold),
				List.of(this.bold, this.bold), query(null, null, null, 0, 10));
		assertThat(comparison.mcNemar()).isNull();
		assertThat(comparison.items().get(0).rightA()).isEqualTo(2);
		assertThat(comparison.items().get(0).rightB()).isZero();
		assertThat(comparison.sentence()).contains("3 articles, 3 seeds of A and 2 seeds of B");
		// bold scores higher than careful; the third model of A is bold itself
		assertThat(comparison.pairs()).isEqualTo(new Pairs(0, 4, 6));
		assertThat(comparison.categories()).filteredOn((group) -> group.value().equals("how many"))
			.singleElement()
			.satisfies((group) -> assertThat(group.pairs()).isEqualTo(new Pairs(4, 0, 6)));
		assertThat(ComparisonMarkdown.of(comparison))
			.contains("Of 6 pairs of models, A has the higher F1 in 0 and B in 4.")
			.contains("| 4, 0 of 6 |");
	}

	@Test
	void everyPairOfSeedsIsTestedAlone() {
		ModelResults right = model("right", 0, answers("Ada"));
		ModelResults wrong = model("wrong", 0, answers("Bay"));
		ModelComparison comparison = compare(List.of(right, wrong), List.of(wrong, wrong, right),
				query(null, null, null, 0, 10));
		// each side alone answers 6 questions: p = 2 / 2^6
		assertThat(comparison.mcNemarPairs()).isEqualTo(new TestedPairs(2, 1, 6));
		assertThat(ComparisonMarkdown.of(comparison)).contains("of 6 pairs, A is better in 2 and B in 1.");
		assertThat(compare(List.of(right), List.of(wrong), query(null, null, null, 0, 10)).mcNemarPairs()).isNull();
	}

	@Test
	void theSentenceStatesWhyADifferenceIsNotTested() {
		ModelComparison alike = compare(List.of(model("right", 0, answers("Ada"))),
				List.of(model("wrong", 0, answers("Bay"))), query(null, null, null, 0, 10));
		assertThat(alike.articles()).isEqualTo(6);
		assertThat(alike.sentence()).isEqualTo(
				"B scores 100.00 F1 below A; differences that are all alike do not show whether that is more than chance.");
		ModelComparison one = compare(List.of(model("right", 0, answers("Ada")[0])),
				List.of(model("wrong", 0, answers("Bay")[0])), query(null, null, null, 0, 10));
		assertThat(one.sentence())
			.endsWith("A; one article and one model of each do not show whether that is more than chance.");
	}

	private static QuestionResult[] answers(String answer) {
		return IntStream.range(0, 6)
			.mapToObj((i) -> result(String.valueOf(i), "Who went?", "Ada", answer, -2))
			.toArray(QuestionResult[]::new);
	}

	@Test
	void modelsShareEqualTextsOfTheirQuestions() {
		ModelResults shared = this.bold.sharing(this.careful);
		assertThat(shared).isEqualTo(this.bold);
		assertThat(shared.results().get(1).golds()).isSameAs(this.careful.results().get(1).golds())
			.isNotSameAs(this.bold.results().get(1).golds());
		ModelResults other = model("other", 0, result("1", "Who came?", "Eve", "Ada", -2));
		assertThat(other.sharing(this.careful)).isEqualTo(other);
		assertThat(this.careful.sharing(other)).isEqualTo(this.careful);
	}

	@Test
	void differentQuestionsAreRejected() {
		ModelResults other = model("other", 0, result("4", "Who?", "Ada", "Ada", -2));
		assertThatExceptionOfType(ModelMismatchException.class)
			.isThrownBy(() -> SameQuestions.require(new Arms(List.of(this.careful), List.of(other))))
			.withMessageContaining("different questions")
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("b"));
	}

	@Test
	void differentTextsOfTheSameQuestionsAreRejected() {
		ModelResults other = model("other", 0, result("1", "Who went?", "Ada", "Ada", -2),
				result("2", "How many went?", "two", "two", -2), result("3", "Where?", null, "Bay", -1));
		assertThatExceptionOfType(ModelMismatchException.class)
			.isThrownBy(() -> SameQuestions.require(new Arms(List.of(this.careful), List.of(other))))
			.withMessageContaining("the text or the gold answers of question '2' differ");
	}

	@Test
	void theMarkdownPageNamesSidesAndEscapesTexts() {
		String page = ComparisonMarkdown
			.of(compare(List.of(this.careful), List.of(this.bold), query(null, null, null, 0, 10)));
		assertThat(page).contains("| A | careful | 0.00 | 66.67 | 66.67 |")
			.contains("### How many went?")
			.contains("Won by A: right in 1 of 1 of A, 0 of 1 of B. Article: t2.")
			.contains("| gold | *no answer* | | |")
			.contains("> A \\<b\\> context");
	}

	private static ModelComparison compare(List<ModelResults> a, List<ModelResults> b, ComparisonQuery query) {
		return Comparisons.compare(new Arms(a, b), "squad-v2", query);
	}

	private static ComparisonQuery query(Side won, Category category, String value, int from, int limit) {
		return new ComparisonQuery(List.of("a"), List.of("b"), null, null, won, category, value, from, limit);
	}

	private static ModelResults model(String name, double threshold, QuestionResult... results) {
		return new ModelResults(new RegisteredModel(name, name, Instant.EPOCH, "tiny", List.of(), threshold, 384, 64,
				128, Map.of(), Map.of()), threshold, List.of(results));
	}

	private static QuestionResult result(String id, String question, String gold, String best, double odds) {
		return QuestionResult.of("t" + id, question, "A <b> context",
				new SquadPrediction(id, (gold != null) ? List.of(gold) : List.of(), best, odds), null);
	}

}
