package io.mtdnn.experiments.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.mtdnn.experiments.output.StudyTable.TableRow;
import io.mtdnn.experiments.wording.MetricName;
import org.jspecify.annotations.Nullable;

/** Writes tables as CSV, Markdown and LaTeX. */
public final class TableFormats {

	private static final String CSV_HEAD = "label,seeds,planned,exact,exact_sd,main,main_sd,difference,low,high,p_adjusted,mark,paper_exact,paper_f1";

	private static final String FITTING = "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n";

	private TableFormats() {
	}

	/** Comma-separated values with a header, numbers in full. */
	public static String csv(StudyTable table) {
		StringBuilder text = new StringBuilder(CSV_HEAD).append("\r\n");
		for (TableRow row : table.rows()) {
			text.append(quoted(row.label())).append(',').append(row.seeds()).append(',').append(row.planned());
			numbers(row).forEach((value) -> text.append(',').append((value != null) ? value.toString() : ""));
			text.append(',')
				.append((row.mark() != null) ? row.mark() : "")
				.append(',')
				.append((row.paperExact() != null) ? row.paperExact() : "")
				.append(',')
				.append((row.paperF1() != null) ? row.paperF1() : "")
				.append("\r\n");
		}
		return text.toString();
	}

	private static List<Double> numbers(TableRow row) {
		List<Double> numbers = new ArrayList<>();
		numbers.add(row.exact());
		numbers.add(row.exactDeviation());
		numbers.add(row.main());
		numbers.add(row.mainDeviation());
		numbers.add(row.difference());
		numbers.add(row.low());
		numbers.add(row.high());
		numbers.add(row.adjusted());
		return numbers;
	}

	/**
	 * A leading character that spreadsheets take for a formula is quoted with a space.
	 */
	private static String quoted(String text) {
		String safe = (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) ? " " + text : text;
		return "\"" + safe.replace("\"", "\"\"") + "\"";
	}

	/** A Markdown table with its notes. */
	public static String markdown(StudyTable table) {
		boolean paper = hasPaper(table);
		StringBuilder text = new StringBuilder("**" + escaped(table.caption()) + "**\n\n| | seeds | EM | " + name(table)
				+ " | to the baseline | " + table.level() + " interval | p |" + (paper ? " paper EM / F1 |" : "")
				+ "\n|---|---|---|---|---|---|---|" + (paper ? "---|" : "") + "\n");
		table.rows()
			.forEach((row) -> text.append("| ")
				.append(String.join(" | ", cells(row, paper, " ± ", (cell) -> escaped(cell), UnaryOperator.identity())))
				.append(" |\n"));
		table.notes().forEach((note) -> text.append("\n").append(escaped(note)).append("\n"));
		return text.toString();
	}

	/**
	 * A LaTeX table for the packages booktabs and graphicx, which shrinks it to the line
	 * if it is wider.
	 */
	public static String latex(StudyTable table) {
		boolean paper = hasPaper(table);
		StringBuilder text = new StringBuilder(
				"% needs \\usepackage{booktabs,graphicx}\n\\begin{table}\n\\centering\\small\n" + FITTING
						+ "\\begin{tabular}{lr" + (paper ? "cccccc" : "ccccc") + "}\n\\toprule\n & Seeds & EM & "
						+ latexText(name(table)) + " & $\\Delta$ & " + latexText(table.level()) + " interval & $p$"
						+ (paper ? " & Paper EM / F1" : "") + " \\\\\n\\midrule\n");
		table.rows()
			.forEach((row) -> text
				.append(started(String.join(" & ",
						cells(row, paper, " $\\pm$ ", TableFormats::latexText, (number) -> "$" + number + "$"))))
				.append(" \\\\\n"));
		text.append("\\bottomrule\n\\end{tabular}}\n\\caption{")
			.append(latexText(table.caption()))
			.append(".}\n\\par\\medskip\\footnotesize\\raggedright\n")
			.append(latexText(String.join("\n", table.notes())))
			.append("\n\\end{table}\n");
		return text.toString();
	}

	/** After the end of a row, "[" and "*" would be read as its options. */
	private static String started(String row) {
		return (row.startsWith("[") || row.startsWith("*")) ? "{}" + row : row;
	}

	private static List<String> cells(TableRow row, boolean paper, String plusMinus, UnaryOperator<String> escape,
			UnaryOperator<String> signed) {
		List<String> cells = new ArrayList<>();
		cells.add(escape.apply(row.label()));
		cells.add((row.planned() == 0) ? ""
				: (row.seeds() == row.planned()) ? "" + row.seeds() : row.seeds() + " of " + row.planned());
		cells.add(score(row.exact(), row.exactDeviation(), plusMinus));
		cells.add(score(row.main(), row.mainDeviation(), plusMinus));
		cells.add((row.difference() == null) ? "" : signed.apply(String.format(Locale.ROOT, "%+.2f", row.difference()))
				+ escape.apply(Objects.requireNonNullElse(row.mark(), "")));
		cells.add((row.low() == null || row.high() == null) ? ""
				: signed.apply(number(row.low())) + " to " + signed.apply(number(row.high())));
		cells.add((row.adjusted() == null) ? "" : (row.adjusted() < 0.001) ? escape.apply("< 0.001")
				: String.format(Locale.ROOT, "%.3f", row.adjusted()));
		if (paper) {
			cells.add((row.paperExact() == null || row.paperF1() == null) ? ""
					: number(row.paperExact()) + " / " + number(row.paperF1()));
		}
		return cells;
	}

	private static String score(@Nullable Double mean, @Nullable Double deviation, String plusMinus) {
		return (mean == null) ? "" : number(mean) + ((deviation == null) ? "" : plusMinus + number(deviation));
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

	private static boolean hasPaper(StudyTable table) {
		return table.rows().stream().anyMatch((row) -> row.paperF1() != null);
	}

	private static String name(StudyTable table) {
		return MetricName.of(table.metric());
	}

	static String escaped(String text) {
		return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
	}

	static String latexText(String text) {
		String quoted = text.replaceAll("(?<![\\p{L}\\p{N}])'(?=\\S)", "`");
		return quoted.codePoints().mapToObj((point) -> switch (point) {
			case '\\' -> "\\textbackslash{}";
			case '~' -> "\\textasciitilde{}";
			case '^' -> "\\textasciicircum{}";
			case '<' -> "$<$";
			case '>' -> "$>$";
			case '&', '%', '$', '#', '_', '{', '}' -> "\\" + Character.toString(point);
			default -> Character.toString(point);
		}).collect(Collectors.joining());
	}

}
