package io.mtdnn.experiments.comparison;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.mtdnn.experiments.comparison.ModelComparison.ComparedAnswer;
import io.mtdnn.experiments.comparison.ModelComparison.ComparedModel;
import io.mtdnn.experiments.comparison.ModelComparison.ComparedQuestion;
import io.mtdnn.experiments.comparison.ModelComparison.Gap;
import io.mtdnn.experiments.comparison.ModelComparison.Pairs;
import io.mtdnn.experiments.comparison.ModelComparison.TestedPairs;
import org.jspecify.annotations.Nullable;

/** A comparison as a Markdown page. */
public final class ComparisonMarkdown {

	private ComparisonMarkdown() {
	}

	/** Renders a comparison with its listed questions. */
	public static String of(ModelComparison comparison) {
		StringBuilder text = new StringBuilder("# Comparison on " + comparison.dataset() + "\n\n");
		text.append(comparison.sentence())
			.append("\n\n| side | model | threshold | EM | F1 |\n|---|---|---|---|---|\n");
		comparison.a().forEach((model) -> text.append(row("A", model)));
		comparison.b().forEach((model) -> text.append(row("B", model)));
		text.append("\n| questions | both right | only A | only B | neither |\n|---|---|---|---|---|\n")
			.append("| %d | %d | %d | %d | %d |%n".formatted(comparison.questions(), comparison.counts().both(),
					comparison.counts().onlyA(), comparison.counts().onlyB(), comparison.counts().neither()));
		if (comparison.mcNemar() != null) {
			text.append("\nExact match, McNemar's exact test: p = ")
				.append(pValue(comparison.mcNemar().pValue()))
				.append(".\n");
		}
		if (comparison.mcNemarPairs() != null) {
			TestedPairs pairs = comparison.mcNemarPairs();
			text.append("\nExact match, McNemar's exact test of each pair of models alone (p < 0.05): of " + pairs.all()
					+ " pairs, A is better in " + pairs.betterA() + " and B in " + pairs.betterB() + ".\n");
		}
		pairs(text, comparison.pairs());
		text.append("\n## By group\n\nP-values are corrected for the number of groups of a category (Holm).\n\n")
			.append("| category | group | questions | only A | only B | EM, B less A | F1, B less A | p of F1 | higher F1: A, B |\n")
			.append("|---|---|---|---|---|---|---|---|---|\n");
		comparison.categories()
			.forEach((group) -> text.append(
					"| %s | %s | %d | %d | %d | %s | %s | %s | %s |%n".formatted(group.category(), cell(group.value()),
							group.questions(), group.counts().onlyA(), group.counts().onlyB(), signed(group.exact()),
							signed(group.f1()), pValue(group.f1().pValue()), higher(group.pairs()))));
		text.append("\n## Questions that one side wins\n\n%d of %d.%n".formatted(comparison.items().size(),
				comparison.total()));
		comparison.items().forEach((item) -> text.append(item(item)));
		return text.toString().replace("\r\n", "\n");
	}

	private static void pairs(StringBuilder text, @Nullable Pairs pairs) {
		if (pairs != null) {
			text.append("\nOf %d pairs of models, A has the higher F1 in %d and B in %d.%n".formatted(pairs.all(),
					pairs.higherA(), pairs.higherB()));
		}
	}

	private static String row(String side, ComparedModel model) {
		return String.format(Locale.ROOT, "| %s | %s | %.2f | %.2f | %.2f |\n", side, cell(model.name()),
				model.threshold(), model.exact(), model.f1());
	}

	private static String item(ComparedQuestion item) {
		return "\n### %s\n\nWon by %s: right in %d of %d of A, %d of %d of B.%s\n\n> %s\n\n| | answer | best span | null odds |\n|---|---|---|---|\n| gold | %s | | |\n%s%s"
			.formatted(cell(item.question()), item.won(), item.rightA(), item.a().size(), item.rightB(),
					item.b().size(), (item.article() != null) ? " Article: " + cell(item.article()) + "." : "",
					cell(item.context()),
					item.golds().isEmpty() ? "*no answer*"
							: cell(item.golds().stream().distinct().collect(Collectors.joining(" / "))),
					answers("A", item.a()), answers("B", item.b()));
	}

	private static String answers(String side, List<ComparedAnswer> answers) {
		return answers.stream()
			.map((answer) -> "| %s | %s | %s | %s |\n".formatted(side,
					answer.answer().isEmpty() ? "*no answer*" : cell(answer.answer()), cell(answer.bestSpan()),
					(answer.nullOdds() != null) ? String.format(Locale.ROOT, "%.2f", answer.nullOdds()) : ""))
			.collect(Collectors.joining());
	}

	private static String higher(@Nullable Pairs pairs) {
		return (pairs != null) ? pairs.higherA() + ", " + pairs.higherB() + " of " + pairs.all() : "";
	}

	private static String signed(Gap gap) {
		return String.format(Locale.ROOT, "%+.2f", gap.difference());
	}

	private static String pValue(@Nullable Double pValue) {
		return (pValue == null) ? "" : (pValue < 0.001) ? "< 0.001" : String.format(Locale.ROOT, "%.3f", pValue);
	}

	/** Text inside a table or a heading: one line, with escaped markup. */
	private static String cell(String text) {
		return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
	}

}
