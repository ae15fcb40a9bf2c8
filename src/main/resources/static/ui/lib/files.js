// Exports from the page: to a file or the clipboard, as CSV, Markdown and LaTeX.

import { announce } from "./connection.js";

export function save(name, content, type) {
	const url = URL.createObjectURL(new Blob([content], { type }));
	download(url, name);
	setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export function download(url, name) {
	const link = document.createElement("a");
	link.href = url;
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
}

/** The name that a response gives its file (RFC 6266): the one in UTF-8, which is given for other characters than those of ASCII. */
export function nameOf(response) {
	const given = response.headers.get("Content-Disposition") ?? "";
	const encoded = /filename\*=UTF-8''([^;]+)/i.exec(given)?.[1];
	return encoded ? decodeURIComponent(encoded) : /filename="((?:[^"\\]|\\.)+)"/i.exec(given)?.[1].replace(/\\(.)/g, "$1");
}

/** Copies a text, and confirms it on the button. */
export async function copy(text, button) {
	try {
		await navigator.clipboard.writeText(text);
	}
	catch {
		copyBySelection(text);
	}
	announce("Copied.");
	if (button && !button.dataset.name) {
		button.dataset.name = button.textContent;
		button.textContent = "Copied";
		setTimeout(() => {
			button.textContent = button.dataset.name;
			delete button.dataset.name;
		}, 1200);
	}
}

/** Without a secure context the clipboard API is unavailable: selects the text and copies it. */
function copyBySelection(text) {
	const area = document.createElement("textarea");
	area.value = text;
	document.body.append(area);
	area.select();
	document.execCommand("copy");
	area.remove();
}

/** Rows as CSV (RFC 4180). Text that a spreadsheet would treat as a formula is prefixed with an apostrophe. */
export function csv(rows) {
	const cell = (value) => {
		const formula = typeof value === "string" && Number.isNaN(Number(value));
		const text = formula ? value.replace(/^[=+\-@\t\r]/, "'$&") : String(value ?? "");
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

export function markdown([head, ...body]) {
	const line = (row) => `| ${row.map((value) => String(value ?? "").replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
	return [line(head), `|${head.map((name, at) => at ? "---:|" : "---|").join("")}`, ...body.map(line), ""].join("\n");
}

const LATEX = { "\\": "\\textbackslash{}", "&": "\\&", "%": "\\%", $: "\\$", "#": "\\#", _: "\\_", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** A table for booktabs. */
export function latex([head, ...body]) {
	const line = (row) => `${row.map((value) => String(value ?? "").replace(/[\\&%$#_{}~^]/g, (one) => LATEX[one])).join(" & ")} \\\\`;
	return [`\\begin{tabular}{l${"r".repeat(head.length - 1)}}`, "\\toprule", line(head), "\\midrule", ...body.map(line), "\\bottomrule", "\\end{tabular}", ""].join("\n");
}
