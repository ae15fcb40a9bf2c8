// Finds the position at which a text stops being JSON (RFC 8259), which browsers' messages do not always contain.

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** { line, column } of the first fault, both from 1; null for JSON. */
export function jsonFault(text) {
	const reader = { text, at: 0 };
	const fine = value(reader) && (space(reader), reader.at === text.length);
	if (fine) {
		return null;
	}
	const before = text.slice(0, reader.at).split("\n");
	return { line: before.length, column: before.at(-1).length + 1 };
}

function take(reader, pattern) {
	pattern.lastIndex = reader.at;
	const found = pattern.exec(reader.text);
	if (found) {
		reader.at = pattern.lastIndex;
	}
	return Boolean(found);
}

function space(reader) {
	take(reader, SPACE);
}

function sign(reader, character) {
	space(reader);
	if (reader.text[reader.at] !== character) {
		return false;
	}
	reader.at++;
	return true;
}

function value(reader) {
	space(reader);
	switch (reader.text[reader.at]) {
		case "{": return list(reader, "{", "}", (one) => (space(one), take(one, STRING)) && sign(one, ":") && value(one));
		case "[": return list(reader, "[", "]", value);
		case '"': return take(reader, STRING);
		default: return take(reader, SCALAR);
	}
}

function list(reader, open, close, item) {
	sign(reader, open);
	if (sign(reader, close)) {
		return true;
	}
	do {
		if (!item(reader)) {
			return false;
		}
	} while (sign(reader, ","));
	return sign(reader, close);
}
