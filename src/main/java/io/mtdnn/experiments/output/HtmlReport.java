package io.mtdnn.experiments.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.experiments.output.StudyTable.TableRow;
import io.mtdnn.experiments.wording.MetricName;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A report as one HTML file: figures are embedded, there is no script, and it prints on
 * A4 or letter.
 */
public final class HtmlReport {

	private static final String STYLE = """
			body { font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #000; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
			h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; border-bottom: 1px solid #000; }
			table { border-collapse: collapse; width: 100%; border-top: 2px solid #000; border-bottom: 2px solid #000; font-size: .9em; }
			thead { border-bottom: 1px solid #000; } th, td { text-align: left; padding: .2em .5em; vertical-align: top; }
			td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
			td:first-child { min-width: 9em; }
			caption { caption-side: top; text-align: left; font-weight: bold; padding: .4em 0; }
			code, pre { font: .82em/1.35 "DejaVu Sans Mono", Menlo, Consolas, monospace; } code { overflow-wrap: anywhere; }
			pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #999; padding: .6em; }
			figure { margin: 1.5em 0; } img { max-width: 100%; } figcaption, .note { font-size: .9em; }
			dt { font-weight: bold; } dd { margin: 0 0 .5em 1.5em; }
			@media print { body { max-width: none; margin: 0; } figure, table, dd { break-inside: avoid; } h2 { break-after: avoid; } }
			@page { margin: 2cm; }
			""";

	private static final Map<String, String> CAPTIONS = Map.of("weight-vs-score",
			"The main metric over the weight of the leading task.", "mixture-vs-score", "The main metric of each arm.",
			"learning-curve", "The leading task's loss over steps; bands are the lowest and the highest seed.",
			"risk-coverage",
			"Wrong answers over the share of questions answered, the surest first; bands are the lowest and the highest seed.",
			"affinity", "How steps of each task change the losses of all tasks: 1 − loss after / loss before.",
			"gradient-cosine", "Cosines between the tasks' gradients of the encoder.");

	private final Report report;

	private final StringBuilder text = new StringBuilder();

	private HtmlReport(Report report) {
		this.report = report;
	}

	/**
	 * The report as a page.
	 * @param figures its figures as SVG, by their kind
	 */
	public static String of(Report report, Map<String, byte[]> figures) {
		return new HtmlReport(report).page(figures);
	}

	private String page(Map<String, byte[]> figures) {
		String name = escaped(this.report.name());
		this.text.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + name
				+ "</title>\n<style>\n" + STYLE + "</style></head>\n<body>\n<h1>" + name + "</h1>\n");
		paragraph(this.report.analysis().sentence(), "");
		this.text.append("<h2>Results</h2>\n");
		results(this.report.table());
		this.text.append("<h2>Figures</h2>\n");
		figures.forEach((kind, svg) -> this.text.append("<figure><img src=\"" + DataUri.svg(svg) + "\" alt=\"" + kind
				+ "\"><figcaption>" + escaped(CAPTIONS.getOrDefault(kind, kind)) + "</figcaption></figure>\n"));
		this.text.append("<h2>Reproducibility</h2>\n<dl>\n");
		ReportItems.of(this.report)
			.forEach((item) -> this.text
				.append("<dt>" + escaped(item.name()) + "</dt><dd>" + escaped(item.text()) + "</dd>\n"));
		this.text.append("</dl>\n");
		inputs();
		runs();
		this.text.append("<h2>Request</h2>\n");
		paragraph("Send this to POST /experiments:", "");
		this.text.append("<pre>" + escaped(this.report.request()) + "</pre>\n");
		paragraph("With all defaults:", "");
		this.text.append("<pre>" + escaped(this.report.definition()) + "</pre>\n</body>\n</html>\n");
		return this.text.toString();
	}

	private void results(StudyTable table) {
		boolean paper = table.rows().stream().anyMatch((row) -> row.paperF1() != null);
		List<String> head = new ArrayList<>(List.of("", "seeds", "EM", MetricName.of(table.metric()), "to the baseline",
				table.level() + " interval", "p"));
		if (paper) {
			head.add("paper EM / F1");
		}
		head(table.caption(), head, 1);
		table.rows().forEach((row) -> row(cells(row, paper), 1));
		this.text.append("</tbody></table>\n");
		table.notes().forEach((note) -> paragraph(note, " class=\"note\""));
	}

	private static List<String> cells(TableRow row, boolean paper) {
		List<String> cells = new ArrayList<>();
		cells.add(row.label());
		cells.add((row.planned() == 0) ? ""
				: (row.seeds() == row.planned()) ? "" + row.seeds() : row.seeds() + " of " + row.planned());
		cells.add(score(row.exact(), row.exactDeviation()));
		cells.add(score(row.main(), row.mainDeviation()));
		cells.add((row.difference() == null) ? ""
				: signed(row.difference()) + Objects.requireNonNullElse(row.mark(), ""));
		cells.add((row.low() == null || row.high() == null) ? "" : signed(row.low()) + " to " + signed(row.high()));
		cells.add((row.adjusted() == null) ? ""
				: (row.adjusted() < 0.001) ? "< 0.001" : String.format(Locale.ROOT, "%.3f", row.adjusted()));
		if (paper) {
			cells.add((row.paperF1() == null) ? ""
					: String.format(Locale.ROOT, "%.2f / %.2f", row.paperExact(), row.paperF1()));
		}
		return cells;
	}

	private static String score(@Nullable Double mean, @Nullable Double deviation) {
		return (mean == null) ? "" : String.format(Locale.ROOT, "%.2f", mean)
				+ ((deviation == null) ? "" : String.format(Locale.ROOT, " ± %.2f", deviation));
	}

	private static String signed(double value) {
		return String.format(Locale.ROOT, "%+.2f", value).replace('-', '−');
	}

	private void inputs() {
		this.text.append("<h2>Data, encoder and environment</h2>\n");
		head("SHA-256 of all files that were read", List.of("file", "SHA-256"), 2);
		this.report.inputs()
			.forEach((file, hash) -> this.text
				.append("<tr><td>" + escaped(file) + "</td><td><code>" + escaped(hash) + "</code></td></tr>\n"));
		this.text.append("</tbody></table>\n");
		head("Environment of a run", List.of("", ""), 2);
		this.report.environment().forEach((name, value) -> {
			if (!name.endsWith("Hashes")) {
				row(List.of(name, String.valueOf(value)), 2);
			}
		});
		this.text.append("</tbody></table>\n");
	}

	private void runs() {
		this.text.append("<h2>Runs</h2>\n");
		head("All runs", List.of("arm", "seed", "state", MetricName.of(this.report.table().metric()), "job"), 5);
		this.report.runs()
			.forEach((run) -> row(List.of(run.arm(), "" + run.seed(), run.state().toLowerCase(Locale.ROOT),
					run.number(), Objects.requireNonNullElse(run.job(), "")), 5));
		this.text.append("</tbody></table>\n");
	}

	/**
	 * @param texts number of columns from the left that hold texts, not numbers
	 */
	private void head(String caption, List<String> head, int texts) {
		this.text.append("<table><caption>" + escaped(caption) + "</caption><thead><tr>");
		for (int i = 0; i < head.size(); i++) {
			this.text.append("<th" + ((i >= texts) ? " class=\"n\"" : "") + ">" + escaped(head.get(i)) + "</th>");
		}
		this.text.append("</tr></thead><tbody>\n");
	}

	private void row(List<String> cells, int texts) {
		this.text.append("<tr>");
		for (int i = 0; i < cells.size(); i++) {
			this.text.append("<td" + ((i >= texts) ? " class=\"n\"" : "") + ">" + escaped(cells.get(i)) + "</td>");
		}
		this.text.append("</tr>\n");
	}

	private void paragraph(String content, String attributes) {
		this.text.append("<p" + attributes + ">" + escaped(content) + "</p>\n");
	}

	private static String escaped(String content) {
		return HtmlUtils.htmlEscape(content, "UTF-8");
	}

}
